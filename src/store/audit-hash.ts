import { createHmac } from 'node:crypto';

export type AuditKey = string | Buffer;

/** One link: HMAC-SHA256 over the hash before it and the canonical event, in hex. */
export function linkHash(key: AuditKey, previous: string, canonicalEvent: string): string {
  return createHmac('sha256', key).update(previous).update('\n').update(canonicalEvent).digest('hex');
}

/** Tells one key from another without saying anything about either. */
export function keyCheck(key: AuditKey): string {
  return createHmac('sha256', key).update('chatelaine audit chain').digest('hex').slice(0, 16);
}
