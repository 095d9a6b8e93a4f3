-- Drafts of forms: sealed each with its own key, so that deleting the key row ends them for good;
-- never part of the record. A sweep deletes those whose command stands in `command`.

create schema {service}_desk;
revoke all on schema {service}_desk from public;

create table {service}_desk.draft (
    draft_id uuid primary key,
    command_id uuid not null,
    form text not null,
    case_id uuid,
    area_id smallint not null,
    owner uuid not null,
    owner_name_sealed bytea not null,
    body bytea not null,
    key_wrapped bytea not null,
    sequence bigint not null,
    updated_at timestamptz not null,
    expires_at timestamptz not null,
    handed_over boolean not null default false
);
create index on {service}_desk.draft (command_id);
create index on {service}_desk.draft (case_id);
create index on {service}_desk.draft (owner);
create index on {service}_desk.draft (expires_at);

grant usage on schema {service}_desk to drafter_{service};
grant select, insert, update, delete on {service}_desk.draft to drafter_{service};
grant usage on schema {service} to drafter_{service};
grant select on {service}.command to drafter_{service};
