import type { AuditEntry, AuditVerdict } from '../workflows/ports.ts';
import { keyCheck, linkHash } from './audit-hash.ts';
import { type Link, toEntry } from './audit-read.ts';
import type { Connection } from './connection.ts';

/** Rows at a time: a chain of years is never in memory at once. */
const pageSize = 1000;

/**
 * Walks the whole chain and compares its end with the head. Finds edited, dropped, reordered and cut-off entries; one who
 * also turns the head back is caught by the heads that were posted to the audit channel.
 */
export async function verifyAudit(connection: Connection): Promise<AuditVerdict> {
  const head = await connection.kysely
    .selectFrom('audit_head')
    .select(['sequence', 'hash', 'key_check'])
    .executeTakeFirst();
  if (head === undefined)
    return { ok: false, entries: 0, brokenAt: 0, why: 'The head of the chain is gone.' };
  if (head.key_check !== null && head.key_check !== keyCheck(connection.auditKey)) {
    const why = 'The chain was written with another key than CHATELAINE_SECRET. Nothing can be verified.';
    return { ok: false, entries: Number(head.sequence), brokenAt: 0, why };
  }
  let entries = 0;
  let hash = '';
  const end = Number(head.sequence);
  const broken = (brokenAt: number, why: string): AuditVerdict => ({ ok: false, entries, brokenAt, why });
  for await (const row of rowsOf(connection, end)) {
    const sequence = Number(row.sequence);
    if (sequence !== entries + 1) {
      return broken(entries + 1, `Entry ${entries + 1} is missing: after ${entries} comes ${sequence}.`);
    }
    hash = linkHash(connection.auditKey, hash, row.event);
    if (hash !== row.hash) {
      return broken(sequence, `Entry ${sequence} is not what was written there: it was edited or moved.`);
    }
    entries = sequence;
  }
  if (entries < end)
    return broken(entries + 1, `The chain is cut off: ${end} entries were written, ${entries} are left.`);
  if (hash !== head.hash) return broken(end, 'The head of the chain is not the hash of its last entry.');
  return { ok: true, entries, head: hash };
}

/** Every entry in order, for an export; each says whether it is authentic. */
export async function* exportAudit(connection: Connection): AsyncGenerator<AuditEntry> {
  let previous = '';
  for await (const link of rowsOf(connection, Number.MAX_SAFE_INTEGER)) {
    yield toEntry({ ...link, previous }, connection.auditKey);
    previous = link.hash;
  }
}

async function* rowsOf({ kysely }: Connection, end: number): AsyncGenerator<Link> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const page = await kysely
      .selectFrom('audit')
      .select(['sequence', 'event', 'hash'])
      .where('sequence', '>', String(after))
      .where('sequence', '<=', String(end))
      .orderBy('sequence')
      .limit(pageSize)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = Number(last.sequence);
  }
}
