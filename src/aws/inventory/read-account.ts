import type { Inventory, InventoryRoot, InventoryUser } from '../../domain/inventory.ts';
import { carryOver } from '../../domain/inventory-change.ts';
import { orAbsent } from '../absent.ts';
import { mapBounded } from '../bounded.ts';
import { readPasswordPolicy, readRoot } from './account-facts.ts';
import { type AccountToRead, WIDTH } from './account-to-read.ts';
import { askForCredentials } from './ask-user.ts';
import { askForReport, type CredentialReport } from './credential-report.ts';
import { readDetails, type UserDetails } from './details.ts';
import { createGaps, type Gaps } from './gaps.ts';
import { lookCloser } from './look-closer.ts';
import { readServiceCredentials } from './other-credentials.ts';
import { withQuarantine } from './quarantine.ts';
import type { ReportRow } from './report-rows.ts';

/**
 * About eight calls for the account, one for each user with something stale about a key, and one for up to 25 who may use
 * CodeCommit. Throws what the SDK throws when not even the users can be listed.
 */
export async function readAccount(reading: AccountToRead, previous?: Inventory): Promise<Inventory> {
  const { iam, account, where, timing, now } = reading;
  const gaps = createGaps(where, now);
  const asked = await gaps.without(REPORT, () => askForReport(iam, where, timing));
  const [details, root, passwordPolicy, serviceCredentials] = await Promise.all([
    readDetails(iam),
    gaps.without('root', () => readRoot(iam)),
    gaps.without('the password policy', () => readPasswordPolicy(iam)),
    gaps.without('service-specific credentials', () => readServiceCredentials(iam)),
  ]);
  const report = asked && (await gaps.without(REPORT, asked));
  const known = await mapBounded(details.users, WIDTH, (user) => withCredentials(reading, user, report));
  const users = known
    .flatMap((user) => user ?? [])
    .map((user) => withRest(reading, user, serviceCredentials));
  const inventory: Inventory = {
    accountId: account.id,
    readAt: now().toISOString(),
    users,
    groups: details.groups,
    policies: details.policies,
    documents: details.documents,
    root: rootOf(reading, root, report),
    ...(passwordPolicy === undefined ? {} : { passwordPolicy }),
    credentials: sourceOf(report, gaps),
    gaps: [],
  };
  const looked = await lookCloser(reading, inventory, gaps);
  return carryOver(previous, {
    ...inventory,
    users: looked,
    gaps: gaps.all.filter(({ what }) => what !== REPORT),
  });
}

const REPORT = 'the credential report';

/** From the report if it knows this very user, otherwise asked for; undefined when it has gone meanwhile. */
async function withCredentials(
  { iam, now }: AccountToRead,
  details: UserDetails,
  report: CredentialReport | undefined,
): Promise<InventoryUser | undefined> {
  const row = report?.rows.get(details.arn);
  if (report === undefined || row?.createdAt !== details.createdAt)
    return orAbsent(askForCredentials(iam, details, now));
  return {
    ...details,
    keys: row.keys,
    keysAsOf: report.generatedAt,
    password: row.password,
    ...(row.hasMfa === undefined ? {} : { hasMfa: row.hasMfa }),
    otherCredentials: row.certificates,
    notLookedAt: ['ssh-public-key', 'service-specific-credential'],
    credentialsAsOf: report.generatedAt,
  };
}

function withRest(
  { house, account, now }: AccountToRead,
  user: InventoryUser,
  serviceCredentials: Awaited<ReturnType<typeof readServiceCredentials>> | undefined,
): InventoryUser {
  const marked = withQuarantine(user, house, account.id, now().toISOString());
  if (serviceCredentials === undefined) return marked;
  return {
    ...marked,
    otherCredentials: [...user.otherCredentials, ...(serviceCredentials.get(user.userName) ?? [])],
    notLookedAt: user.notLookedAt.filter((kind) => kind !== 'service-specific-credential'),
  };
}

/** The report knows when root was used, the summary what it has; root has no password if the report says so. */
function rootOf(
  { account, house, isCentrallyManaged }: AccountToRead,
  summary: Partial<InventoryRoot> | undefined,
  report: CredentialReport | undefined,
): InventoryRoot {
  const row: ReportRow | undefined = report?.rows.get(`arn:${house.users.partition}:iam::${account.id}:root`);
  return {
    ...(row?.hasMfa === undefined ? {} : { hasMfa: row.hasMfa }),
    ...(row === undefined ? {} : { keys: row.keys, hasKeys: row.keys.length > 0 }),
    ...summary,
    passwordUse: row?.password.kind === 'set' ? row.password.use : { kind: 'unknown' },
    ...(isCentrallyManaged === undefined ? {} : { isCentrallyManaged }),
  };
}

function sourceOf(report: CredentialReport | undefined, gaps: Gaps): Inventory['credentials'] {
  if (report !== undefined) return { kind: 'report', generatedAt: report.generatedAt };
  const why = gaps.all.find(({ what }) => what === REPORT);
  return { kind: 'asked', because: why?.message ?? 'The credential report could not be had.' };
}
