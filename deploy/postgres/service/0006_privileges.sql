-- Who may do what with the log. Nobody may change a stored row, nobody may choose a position.
-- writer: the service itself. reader: followers of other services in the one-box edition.
-- projector: fills the read schema from its own service's log.

revoke execute on all functions in schema {service} from public;

grant usage on schema {service} to writer_{service}, reader_{service}, projector_{service};

grant select on {service}.log_head, {service}.event, {service}.stream_head, {service}.command,
    {service}.event_type, {service}.area, {service}.{service}_events to writer_{service};
grant select on {service}.log_head, {service}.event, {service}.event_type, {service}.area,
    {service}.{service}_events to reader_{service}, projector_{service};

grant execute on function {service}.append, {service}.append_judged to writer_{service};
