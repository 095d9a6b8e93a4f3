-- The read schema of one service: owned by its projector, which makes, fills and renames the tables;
-- the service's pages may read whatever stands there. Run by the owner at every migration.

create schema if not exists {service}_read authorization projector_{service};
revoke all on schema {service}_read from public;
grant usage on schema {service}_read to writer_{service};
alter default privileges for role projector_{service} in schema {service}_read
    grant select on tables to writer_{service};
