import { offersFor } from '../../src/actions/index.ts';
import type { Facts, UserFacts } from '../../src/domain/facts.ts';
import { AccountId, GroupName, PolicyArn, UserId, UserName } from '../../src/domain/ids.ts';
import type { UserSnapshot } from '../../src/sandbox/aws/world/snapshot.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** For each action a user of its own that it fits, as `account/name`: the action that fits the fewest chooses first. */
export function fittingUsers(
  { aws, config, clock }: Sandbox,
  accounts: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const now = clock.now().toISOString();
  const fitting = new Map<string, string[]>();
  for (const [id, name] of accounts) {
    const account = {
      ...(config.house.accounts.find((one) => one.id === id) ?? {}),
      id: AccountId.parse(id),
      name,
      environment: 'production',
      region: 'eu-west-1',
      channel: config.house.channels.approvals,
    };
    for (const user of aws.world.snapshot(id).users) {
      const context = { house: config.house, account, now, history: [] };
      for (const action of offersFor(factsOf(user, account.id, now), context))
        fitting.set(action, [...(fitting.get(action) ?? []), `${name}/${user.name}`]);
    }
  }
  const chosen = new Map<string, string>();
  for (const [action, users] of [...fitting].toSorted(([, a], [, b]) => a.length - b.length)) {
    const free = users.find((user) => ![...chosen.values()].includes(user));
    if (free !== undefined) chosen.set(action, free);
  }
  return chosen;
}

/** What the bot would read of this user. */
function factsOf(
  user: UserSnapshot,
  accountId: AccountId,
  now: string,
): Facts & { readonly user: UserFacts } {
  const arn = (text: string) => ({
    arn: PolicyArn.parse(text),
    name: text.slice(text.lastIndexOf('/') + 1),
  });
  return {
    accountId,
    readAt: now,
    groups: {},
    policies: {},
    calls: [],
    user: {
      userName: UserName.parse(user.name),
      userId: UserId.parse(user.userId),
      arn: user.arn,
      path: user.path,
      createdAt: user.createdAt.toISOString(),
      tags: Object.entries(user.tags).map(([key, value]) => ({ key, value })),
      ...(user.boundary === undefined ? {} : { boundaryArn: PolicyArn.parse(user.boundary) }),
      groups: user.groups.map((name) => GroupName.parse(name)),
      attachedPolicies: user.attached.map(arn),
      inlinePolicies: Object.entries(user.inline).map(([policyName, document]) => ({ policyName, document })),
      accessKeys: user.keys.map((key) => ({
        id: key.id,
        status: key.active ? 'Active' : 'Inactive',
        createdAt: key.createdAt.toISOString(),
      })),
      hasLoginProfile: user.console !== undefined,
      mfaDevices: user.mfa,
    },
  };
}
