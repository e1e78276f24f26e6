import { sql } from 'kysely';
import type { AuditEvent } from '../domain/audit-event.ts';
import { canonicalJson } from '../domain/json.ts';
import { keyCheck, linkHash } from './audit-hash.ts';
import type { Connection } from './connection.ts';
import { storableValue } from './stored-json.ts';

/** The chain was begun with another key: what this process would add could never be verified. */
export class AuditKeyMismatch extends Error {
  override readonly name = 'AuditKeyMismatch';
  constructor() {
    super(
      'The audit chain was written with another key. Set CHATELAINE_SECRET to the one this database was made with.',
    );
  }
}

/**
 * Links events to the end of the chain: `hash = HMAC(key, previous hash ‖ canonical event)`, numbered without gaps. The
 * head stays locked until the commit, so call it last. Throws `AuditKeyMismatch`.
 */
export async function appendEvents(
  { kysely, auditKey }: Connection,
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const head = await kysely
    .selectFrom('audit_head')
    .select(['sequence', 'hash', 'key_check'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const check = keyCheck(auditKey);
  if (head.key_check !== null && head.key_check !== check) throw new AuditKeyMismatch();

  let sequence = Number(head.sequence);
  let hash = head.hash;
  const rows = events.map((event) => {
    const text = canonicalJson(storableValue(event));
    sequence += 1;
    hash = linkHash(auditKey, hash, text);
    return { sequence, text, hash };
  });
  // One statement: this runs in every transition, and the head's lock is everybody's.
  await sql`
    with linked as (
      insert into audit (sequence, event, hash)
      select * from unnest(
        ${rows.map((row) => row.sequence)}::bigint[],
        ${rows.map((row) => row.text)}::text[],
        ${rows.map((row) => row.hash)}::text[])
    )
    update audit_head set sequence = ${sequence}, hash = ${hash}, key_check = ${check}`.execute(kysely);
}
