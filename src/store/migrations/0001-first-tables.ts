import { type Kysely, sql } from 'kysely';

/** Requests and their ledger, the audit chain, messages, forms, and the inbox of deliveries. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  'create sequence request_number',
  `create table requests (
    id text primary key,
    number bigint not null unique,
    version integer not null,
    state text not null,
    requested_by text not null,
    owner text not null,
    account_id text not null,
    user_name text not null,
    due_at timestamptz,
    changed_at timestamptz not null,
    announced_version integer not null default 0,
    run_token text,
    run_taken_at timestamptz,
    body jsonb not null
  )`,
  'create index requests_by_person on requests (requested_by, number)',
  'create index requests_by_user on requests (lower(user_name), account_id)',
  'create index requests_in_state on requests (state, number)',
  'create index requests_due on requests (due_at) where due_at is not null',
  'create index requests_unannounced on requests (changed_at) where announced_version < version',
  `create table steps (
    key text primary key,
    request_id text not null references requests (id),
    direction text not null,
    stage integer not null,
    position integer not null,
    touched_at timestamptz not null,
    body jsonb not null
  )`,
  'create index steps_of_request on steps (request_id)',
  `create table audit (
    sequence bigint primary key,
    event text not null,
    hash text not null,
    request_id text generated always as ((event::jsonb) ->> 'requestId') stored,
    account_id text generated always as ((event::jsonb) ->> 'accountId') stored,
    user_name text generated always as ((event::jsonb) ->> 'userName') stored,
    kind text generated always as ((event::jsonb) ->> 'kind') stored
  )`,
  'create index audit_of_request on audit (request_id, sequence)',
  'create index audit_of_user on audit (lower(user_name), sequence)',
  `create index audit_of_house on audit (kind, sequence) where request_id is null`,
  `create table audit_head (
    id integer primary key check (id = 1),
    sequence bigint not null,
    hash text not null,
    key_check text
  )`,
  `insert into audit_head (id, sequence, hash) values (1, 0, '')`,
  // Stops a mistake, not an attacker who owns the database: for that there are the keyed hashes.
  `create function refuse_audit_change() returns trigger language plpgsql as $$
    begin
      raise exception 'The audit chain is append-only: % is refused.', tg_op;
    end $$`,
  `create trigger audit_rows_stay before update or delete on audit
    for each row execute function refuse_audit_change()`,
  `create trigger audit_table_stays before truncate on audit
    for each statement execute function refuse_audit_change()`,
  `create table posts (
    key text primary key,
    request_id text not null references requests (id),
    intended_at timestamptz not null,
    channel text,
    ts text,
    content_hash text
  )`,
  'create index posts_of_request on posts (request_id)',
  `create table drafts (
    id text primary key,
    by text not null,
    created_at timestamptz not null,
    content jsonb not null
  )`,
  'create index drafts_by_age on drafts (created_at)',
  `create table deliveries (
    key text primary key,
    intent jsonb not null,
    accepted_at timestamptz not null,
    finished_at timestamptz
  )`,
  'create index deliveries_unfinished on deliveries (accepted_at) where finished_at is null',
  'create index deliveries_finished on deliveries (finished_at) where finished_at is not null',
];
