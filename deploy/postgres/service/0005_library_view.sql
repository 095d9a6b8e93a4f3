-- The log under the event sourcing library's five names, for auditors and tools written against them.

create view {service}.{service}_events with (security_invoker = true) as
select e.stream as originator_id,
       e.version as originator_version,
       t.wire_name as topic,
       e.data as state,
       e.position as notification_id
from {service}.event as e
join {service}.event_type as t using (type_id);
