import { type Kysely, sql } from 'kysely';

/** What is known of each account, what was found there, and what the bot says about it by itself. */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table account_states (
    account_id text primary key,
    first_look_at timestamptz not null,
    looked_at timestamptz not null,
    slot timestamptz not null,
    read_at timestamptz,
    failure jsonb
  )`,
  // Compressed JSON: only ever read and written as a whole.
  `create table inventories (
    account_id text primary key,
    read_at timestamptz not null,
    content bytea not null
  )`,
  `create table findings (
    key text primary key,
    account_id text not null,
    user_name text,
    rule text not null,
    severity text not null,
    owner text,
    team text,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    resolved_at timestamptz,
    body jsonb not null
  )`,
  'create index findings_open on findings (account_id) where resolved_at is null',
  'create index findings_of_owner on findings (owner) where resolved_at is null',
  'create index findings_resolved on findings (resolved_at) where resolved_at is not null',
  `create table snoozes (
    key text primary key references findings (key),
    by text not null,
    reason text not null,
    until timestamptz not null
  )`,
  `create table finding_weeks (
    week date not null,
    account_id text not null,
    team text not null,
    counts jsonb not null,
    primary key (week, account_id, team)
  )`,
  `create table bulletins (
    id text primary key,
    made_at timestamptz not null,
    ended_at timestamptz,
    withheld text,
    body jsonb not null
  )`,
  'create index bulletins_unfinished on bulletins (made_at) where ended_at is null',
  `create table bulletin_posts (
    key text primary key,
    bulletin_id text not null references bulletins (id),
    intended_at timestamptz not null,
    channel text,
    ts text
  )`,
  'create index posts_of_bulletin on bulletin_posts (bulletin_id)',
  // What a bulletin says to those who should act; it counts once the bulletin has arrived.
  `create table announcements (
    bulletin_id text not null references bulletins (id),
    key text not null,
    addressee text not null,
    day text not null,
    acts_on text,
    primary key (bulletin_id, key)
  )`,
  'create index announcements_of_key on announcements (key)',
  `create table owned_users (
    account_id text not null,
    user_id text not null,
    user_name text not null,
    owner text not null,
    team text,
    ends_on text,
    primary key (account_id, user_id)
  )`,
  'create index owned_users_of_owner on owned_users (owner)',
];
