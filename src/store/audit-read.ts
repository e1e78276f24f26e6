import { type RawBuilder, sql } from 'kysely';
import { AuditEvent } from '../domain/audit-event.ts';
import type { AuditEntry, Reader } from '../workflows/ports.ts';
import { type AuditKey, linkHash } from './audit-hash.ts';
import type { Connection } from './connection.ts';
import { storable } from './stored-json.ts';

/** The latest events about a request or a user, oldest first, each checked against the link before it. */
export async function readAudit(
  { kysely, auditKey }: Connection,
  of: Parameters<Reader['audit']>[0],
  limit: number,
): Promise<readonly AuditEntry[]> {
  const { rows } = await sql<Link & { readonly previous: string | null }>`
    select audit.sequence, audit.event, audit.hash, before.hash as previous
    from audit left join audit as before on before.sequence = audit.sequence - 1
    where ${about(of)}
    order by audit.sequence desc
    limit ${limit}`.execute(kysely);
  return rows.reverse().map((row) => toEntry(row, auditKey));
}

function about(of: Parameters<Reader['audit']>[0]): RawBuilder<boolean> {
  if ('requestId' in of) return sql`audit.request_id = ${storable(of.requestId)}`;
  if ('kind' in of) return sql`audit.request_id is null and audit.kind = ${of.kind}`;
  const named = sql<boolean>`lower(audit.user_name) = ${storable(of.userName).toLowerCase()}`;
  return of.accountId === undefined ? named : sql`${named} and audit.account_id = ${of.accountId}`;
}

/** A row of the chain. */
export interface Link {
  readonly sequence: string | number;
  readonly event: string;
  readonly hash: string;
}

/** The first link follows nothing; another whose predecessor is gone can't be authentic. */
export function toEntry(link: Link & { readonly previous: string | null }, key: AuditKey): AuditEntry {
  const sequence = Number(link.sequence);
  const previous = sequence === 1 ? '' : link.previous;
  const authentic = previous !== null && linkHash(key, previous, link.event) === link.hash;
  return { ...AuditEvent.parse(JSON.parse(link.event)), sequence, hash: link.hash, authentic };
}
