import { canonicalJson, type Json } from '../../src/domain/json.ts';
import type { AwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import type { WorldAccess } from '../../src/sandbox/aws/world/access.ts';
import type { AccountSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';

/** A moment to compare with later: before anything was done. */
export interface Before {
  readonly entities: readonly string[];
  readonly calls: number;
}

export const standingOf = ({ world, calls }: AwsSimulator): Before => ({
  entities: entitiesOf(world),
  calls: calls.length,
});

/** Every account in full: every user, group, policy, role, secret and MFA device with all that is on it, one line each. */
export function entitiesOf(world: WorldAccess): readonly string[] {
  return world.accounts().flatMap((account) => [...linesOf(account), ...virtualDevices(world, account)]);
}

function linesOf({
  users,
  groups,
  policies,
  roles,
  secrets,
  ...account
}: AccountSnapshot): readonly string[] {
  return Object.entries({ account: [account], users, groups, policies, roles, secrets }).flatMap(
    ([kind, entities]) =>
      entities.map((entity) => `${account.name} ${kind} ${JSON.stringify(entity, sortedNames)}`),
  );
}

/**
 * Names and tags hang on a user in no order that AWS promises; access keys do, in that of their making. A policy document says the
 * same however it is written.
 */
function sortedNames(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) return canonicalJson(JSON.parse(value) as Json);
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value.toSorted() : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function virtualDevices(world: WorldAccess, { id, name }: AccountSnapshot): readonly string[] {
  let devices: readonly string[] = [];
  world.change(id, ({ virtualMfaDevices }) => {
    devices = [...virtualMfaDevices.values()].map((device) => `${name} device ${JSON.stringify(device)}`);
  });
  return devices;
}

/** What is there and wasn't before, and the other way round. */
export function changesBetween(before: readonly string[], now: readonly string[]): readonly string[] {
  const had = new Set(before);
  const has = new Set(now);
  return [
    ...now.filter((entity) => !had.has(entity)).map((entity) => `+ ${entity}`),
    ...before.filter((entity) => !has.has(entity)).map((entity) => `- ${entity}`),
  ];
}

/** Throws with the lines that one has and the other hasn't. */
export function assertSameLines(is: readonly string[], expected: readonly string[], what: string): void {
  const added = is.filter((line) => !expected.includes(line));
  const missing = expected.filter((line) => !is.includes(line));
  if (added.length + missing.length > 0 || is.length !== expected.length)
    throw new Error(
      [`${what} (${is.length} lines instead of ${expected.length})`, ...added, 'instead of', ...missing].join(
        '\n',
      ),
    );
}

/** Without what differs from run to run: ids, times, dates, numbers of requests. */
export function plain(text: string): string {
  return (
    text
      .replace(/\b(AIDA|AKIA|AGPA|ANPA|AROA|ASIA|ASCA|APKA|ACCA)[A-Z0-9]{12,}/g, '$1…')
      .replace(/"id":"[A-Z0-9]{16,}"/g, '"id":"…"')
      .replace(/…[A-Z0-9]{4}\b/g, '…<end>')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
      .replace(/\d{4}-\d\d-\d\d( \d\d:\d\d)?/g, '<day>')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
      .replace(/(:secret:[^"\s]*)-[A-Za-z0-9]{6}\b/g, '$1-<end>')
      // Which attempt found it done is no part of what came of it.
      .replaceAll(' (was so already)', '')
      .replace(/\bPlan [0-9a-f]{6}\b/g, 'Plan <hash>')
      .replace(/\bIAM-\d+/g, 'IAM-n')
      .replace(/failed\/\d+/g, 'failed/n')
  );
}
