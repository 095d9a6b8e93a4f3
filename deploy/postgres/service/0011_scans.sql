-- Images of papers, encrypted, by the SHA-256 of what is kept here; the log holds that hash. Only added to:
-- an image nobody may open any more has lost its key, not its row.

create schema {service}_scans;
revoke all on schema {service}_scans from public;

create table {service}_scans.image (
    sha256 bytea primary key check (sha256 = sha256(content)),
    content bytea not null check (octet_length(content) <= 9000000)
);
alter table {service}_scans.image alter content set storage external; -- ciphertext does not compress

create trigger append_only before update or delete or truncate on {service}_scans.image
    for each statement execute function {service}.refuse_change();
alter table {service}_scans.image enable always trigger append_only;

grant usage on schema {service}_scans to writer_{service};
grant select, insert on {service}_scans.image to writer_{service};
