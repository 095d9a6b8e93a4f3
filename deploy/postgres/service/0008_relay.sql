-- How far this service's log has been put on a Kafka topic, and the last id in each partition: the
-- `previd` of the next record there. Saved together, so that a restarted relay goes on exactly.
-- One row per topic, updated in place; partitions of a topic never change.

create schema {service}_relay;
revoke all on schema {service}_relay from public;

create table {service}_relay.relay_position (
    topic text primary key,
    partitions smallint not null check (partitions > 0),
    position bigint not null check (position >= 0)
) with (fillfactor = 20);

create table {service}_relay.relay_partition (
    topic text not null references {service}_relay.relay_position,
    partition smallint not null check (partition >= 0),
    last_id bigint not null check (last_id > 0),
    primary key (topic, partition)
) with (fillfactor = 20);

-- The projector is the one login only the service itself holds that may write reading positions.
grant usage on schema {service}_relay to projector_{service};
grant select, insert, update on {service}_relay.relay_position, {service}_relay.relay_partition
    to projector_{service};
