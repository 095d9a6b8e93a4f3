-- Accounts and sign-ins, reached by every service as sign_in_keeper. Accounts are written by `setup`
-- and `demo` as the owner. `roles`: list of {role, wards, office, operator, contract, from, until}.

create schema host;
revoke all on schema host from public;

create table host.account (
    account_id uuid primary key,
    login text not null unique,
    password_hash text not null,
    person uuid not null,
    display_name text not null,
    roles jsonb not null check (jsonb_typeof(roles) = 'array'),
    is_demo boolean not null default false,
    created_at timestamptz not null default now(),
    disabled_at timestamptz
);

create table host.sign_in (
    token_hash bytea primary key,
    account_id uuid not null references host.account,
    made_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index on host.sign_in (account_id);
create index on host.sign_in (expires_at);

-- The throttle: failed attempts by a keyed hash of the login name, never the name.
create table host.sign_in_failure (
    login_hash bytea not null,
    at timestamptz not null
);
create index on host.sign_in_failure (login_hash, at);

grant usage on schema host to sign_in_keeper;
grant select, update (password_hash) on host.account to sign_in_keeper;
grant select, insert, update, delete on host.sign_in, host.sign_in_failure to sign_in_keeper;
