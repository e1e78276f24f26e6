import { GetPolicyCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import type { AwsSettings } from '../domain/aws-settings.ts';
import { isOffered } from '../domain/catalog.ts';
import type { Check } from '../domain/check.ts';
import { type Account, boundaryArn, type House } from '../domain/house.ts';
import type { PolicyArn } from '../domain/ids.ts';
import { quarantineArn } from '../domain/quarantine.ts';
import { guard, objectionWords } from '../policy/guard.ts';
import { orAbsent } from './absent.ts';
import { mapBounded } from './bounded.ts';
import type { Connector } from './connector.ts';
import { type AwsFailure, readFailure, type Where } from './errors.ts';
import type { Hub } from './hub.ts';
import { readCentralRoot } from './inventory/account-facts.ts';
import { checkReading } from './inventory/check-reading.ts';
import type { AccountList } from './organization.ts';
import { readManagedPolicy } from './read/managed-policy.ts';
import type { Sessions } from './sessions.ts';

/** Looks at everything that AWS must allow, with harmless reads only. Never throws an expected failure. */
export async function checkAws(deps: {
  readonly settings: AwsSettings;
  readonly house: House;
  readonly connector: Connector;
  readonly hub: Hub;
  readonly accountList: AccountList;
  readonly sessions: Sessions;
}): Promise<readonly Check[]> {
  const { hub, accountList, sessions } = deps;
  const where = { account: 'the hub account', actor: sessions.actor() };
  const identity = await checked('AWS identity', where, async () => {
    const { arn, accountId } = await hub.identity();
    return { say: `Chatelaine is ${arn} in account ${accountId}.` };
  });
  if (!identity.ok) return [identity];
  const found: Account[] = [];
  const organization = await checked('AWS accounts', { ...where, account: 'the organization' }, async () => {
    found.push(...(await accountList.accounts({ fresh: true })));
    if (found.length > 0)
      return { say: `${found.length} active: ${found.map(({ name }) => name).join(', ')}.` };
    return {
      say: 'No active account is left to work in.',
      mend: 'Check aws.mode.include and aws.mode.exclude in the configuration.',
    };
  });
  const unknown = deps.house.accounts.filter(({ id }) => !found.some((account) => account.id === id));
  const configured: readonly Check[] =
    organization.ok && unknown.length > 0
      ? [
          {
            title: 'Configured accounts',
            ok: false,
            say: `Not among the active accounts: ${unknown.map(({ id }) => id).join(', ')}.`,
            mend: 'Correct or remove them under accounts in the configuration.',
          },
        ]
      : [];
  const central = await checkCentralRoot(deps);
  const each = await mapBounded(found, 4, (account) => checkAccount(account, deps));
  return [identity, organization, ...configured, ...central, ...each.flat()];
}

/** Whether root is managed centrally is asked of the organization, so only where there is one. */
async function checkCentralRoot({
  settings,
  hub,
  connector,
}: Parameters<typeof checkAws>[0]): Promise<readonly Check[]> {
  if (settings.mode.kind === 'single') return [];
  const where = { account: 'the organization', actor: 'the hub role' };
  const check = await checked('Root users', where, async () => {
    const isCentral = await readCentralRoot(connector.iam(hub.source, 3));
    return { say: isCentral ? 'Managed centrally.' : 'Each account has its own.' };
  });
  return [check];
}

async function checkAccount(
  account: Account,
  { house, accountList, sessions }: Parameters<typeof checkAws>[0],
): Promise<readonly Check[]> {
  const label = accountList.label(account.id);
  const where = { account: label, actor: sessions.actor() };
  const access = await checked(`Access to ${label}`, where, async () => {
    const { iam } = await sessions.forReading(account.id);
    await iam.send(new ListUsersCommand({ MaxItems: 1 }));
    return { say: `Works as ${where.actor}.` };
  });
  if (!access.ok) return [access];
  const policyCheck = (title: string, arn: PolicyArn, without: string, setting: string) =>
    checked(`${title} in ${label}`, where, async () => {
      const { iam } = await sessions.forReading(account.id);
      if ((await orAbsent(iam.send(new GetPolicyCommand({ PolicyArn: arn })))) !== undefined)
        return { say: `${arn} is there.` };
      return {
        say: `${arn} is missing; ${without}.`,
        mend: `Deploy manifests/aws/member-role.yaml in that account, or name another policy under ${setting}.`,
      };
    });
  return [
    access,
    await policyCheck(
      'Permissions boundary',
      boundaryArn(house, account.id),
      'no user can be made without it',
      'users.boundary',
    ),
    await policyCheck(
      'Quarantine policy',
      quarantineArn(house, account.id),
      'no user can be quarantined without it',
      'users.quarantine',
    ),
    await checked(`Scan of ${label}`, where, async () => {
      await checkReading((await sessions.forReading(account.id)).iam);
      return { say: 'What is stale can be read in few calls.' };
    }),
    await checked(`Bundles in ${label}`, where, () => judgeBundles(account, house, sessions)),
  ];
}

/** Whether the bundles offered in an account may be given as their policies stand there today. */
async function judgeBundles(account: Account, house: House, sessions: Sessions) {
  const { iam } = await sessions.forReading(account.id);
  const offered = house.bundles.filter((bundle) => isOffered(bundle, account));
  const arns = [...new Set(offered.flatMap((bundle) => bundle.managedPolicies))];
  const policies = new Map(
    await mapBounded(arns, 4, async (arn) => [arn, await readManagedPolicy(iam, arn)] as const),
  );
  const wrong = offered.flatMap((bundle) => {
    const missing = bundle.managedPolicies.find((arn) => !policies.get(arn));
    if (missing) return [`${bundle.title} names ${missing}, which doesn’t exist.`];
    const documents = bundle.managedPolicies.map((arn) => ({
      name: arn.split('/').at(-1) ?? arn,
      document: policies.get(arn)?.document,
    }));
    const own = bundle.document
      ? [{ name: 'its own document', document: bundle.document, kept: 'in-group' as const }]
      : [];
    const objections = guard([...documents, ...own], bundle.accept);
    return objections.length === 0 ? [] : [`${bundle.title} can’t be given. ${objectionWords(objections)}`];
  });
  if (wrong.length === 0)
    return {
      say: `${offered.length} offered, with ${arns.length} managed policies; none opens a way to more.`,
    };
  return {
    say: wrong.join(' '),
    mend: 'Correct the bundles in the configuration, or accept the very statement there with a reason.',
  };
}

/** With a `mend`, what was seen is something to mend. */
async function checked(
  title: string,
  where: Where,
  look: () => Promise<{ readonly say: string; readonly mend?: string }>,
): Promise<Check> {
  try {
    const seen = await look();
    return { title, ok: seen.mend === undefined, ...seen };
  } catch (error) {
    const failure = readFailure(error, where);
    return { title, ok: false, say: failure.message, mend: mendOf(failure) };
  }
}

function mendOf({ code, temporary }: AwsFailure): string {
  if (temporary) return 'Run doctor again in a minute; check the network and AWS_ENDPOINT_URL if it stays.';
  switch (code) {
    case 'account-unreachable':
      return 'Check the credentials of this process, the hub role, and the member role’s trust and external id.';
    case 'access-denied':
      return 'Update the roles from manifests/aws.';
    default:
      return 'Do what AWS’s answer says, then run doctor again.';
  }
}
