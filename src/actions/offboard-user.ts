import type { z } from 'zod';
import type { UserFacts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { lastUse } from '../domain/last-use.ts';
import type { IamOperation, OperationOf } from '../domain/operation.ts';
import { credentialWords } from '../domain/operation-words.ts';
import { quarantineArn, quarantineGroup } from '../domain/quarantine.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { snapshotOf } from '../domain/snapshot.ts';
import type { PlanningContext } from './action.ts';
import { ExistingUser } from './existing-user.ts';
import { reason } from './input-text.ts';
import { keyEnd } from './new-key.ts';
import { mostAttached } from './quarantine-user.ts';
import { type Present, userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  reason,
});
type Input = z.infer<typeof Input>;

const dayMs = 86_400_000;

/**
 * Stopped at once, deleted after a grace in which it can come back. Everything that hangs on it goes first, the deny last,
 * so that what is half deleted can do nothing (AWS.md, “To delete a user”). The boundary stays on to the end.
 */
export const offboardUser = userAction<Input>({
  id: 'offboard-user',
  title: 'Offboard',
  verb: 'offboard',
  tells: ['owner', 'security'],
  Input,
  form: [
    {
      name: 'reason',
      label: 'Why',
      hint: 'The owner and the security channel read it.',
      input: { kind: 'text', maxLength: 300 },
    },
  ],
  belongsTo: 'offboard it',
  needs: (_input, { house, account }) => ({
    user: 'everything',
    groups: [],
    policies: [quarantineArn(house, account.id)],
  }),
  refuse: refuseWithoutDeny,
  risk: (_input, { user }, { house }) => ({
    level: 'standard',
    reasons: [
      'everything that uses this user stops',
      `after ${house.offboarding.graceDays} days it is gone for good`,
      ...(user.accessKeys.some((key) => key.lastUsed) ? ['a key of it has been used'] : []),
    ],
  }),
  stages: (_input, { user }, context) => [
    { id: 'stop', title: 'Deny, then disable', operations: stop(user, context) },
    {
      id: 'delete',
      title: 'Delete the user with everything that hangs on it',
      gate: { kind: 'wait', forMs: context.house.offboarding.graceDays * dayMs },
      forGood: true,
      operations: remove(user, context),
    },
  ],
  pins: (_input, { user }) => {
    const { accessKeys, groups, attachedPolicies, inlinePolicies, otherCredentials, mfaDevices } =
      snapshotOf(user);
    const list = (items: readonly string[]) => items.join(', ') || 'none';
    return [
      {
        subject: 'access keys',
        is: list(accessKeys.map(({ id, status }) => `${id} ${status.toLowerCase()}`)),
      },
      {
        subject: 'other credentials',
        is: list(otherCredentials.map(({ id, status }) => `${id} ${status.toLowerCase()}`)),
      },
      { subject: 'MFA devices', is: list(mfaDevices) },
      { subject: 'groups', is: list(groups) },
      { subject: 'attached policies', is: list(attachedPolicies) },
      { subject: 'inline policies', is: list(inlinePolicies.map(({ policyName }) => policyName)) },
      { subject: 'console password', is: user.hasLoginProfile ? 'there' : 'none' },
    ];
  },
  snapshot: ({ user }) => snapshotOf(user),
  heading: ({ userName }) => `Offboard ${userName}`,
  lines: ({ reason }, { user }, { house }) => [
    { label: 'Why', text: reason, wide: true },
    ...user.accessKeys.map((key) => ({
      label: `Key ${keyEnd(key)}`,
      text: `${key.status.toLowerCase()}, ${lastUse(key)}`,
      wide: true,
    })),
    ...(user.otherCredentials ?? []).map(({ credential, id, status }) => ({
      label: sentenceCase(credentialWords[credential]),
      text: `…${id.slice(-4)}, ${status.toLowerCase()}`,
      wide: true,
    })),
    {
      label: 'Until then',
      text: `for ${house.offboarding.graceDays} days one button brings back exactly what was there`,
      wide: true,
    },
  ],
});

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The deny is a policy on the user, or the group that carries it for users who have as many policies as AWS attaches. */
function denyOf(user: UserFacts, { house, account }: PlanningContext) {
  const policyArn = quarantineArn(house, account.id);
  const isAttached = user.attachedPolicies.some(({ arn }) => arn === policyArn);
  return isAttached || user.attachedPolicies.length < mostAttached
    ? ({ kind: 'policy', policyArn } as const)
    : ({ kind: 'group', groupName: quarantineGroup(house) } as const);
}

function stop(user: UserFacts, context: PlanningContext): readonly IamOperation[] {
  const deny = denyOf(user, context);
  const active = user.accessKeys.filter((key) => key.status === 'Active');
  const others = (user.otherCredentials ?? []).filter(({ status }) => status === 'Active');
  const off = { status: 'Inactive', before: 'Active' } as const;
  return [
    deny.kind === 'policy'
      ? { kind: 'attach-user-policy', policyArn: deny.policyArn }
      : { kind: 'add-user-to-group', groupName: deny.groupName },
    ...active.map(({ id }) => ({
      kind: 'set-access-key-status' as const,
      accessKeyId: AccessKeyId.parse(id),
      ...off,
    })),
    ...others.map(({ credential, id }) => ({
      kind: 'set-credential-status' as const,
      credential,
      id,
      ...off,
    })),
    { kind: 'read-back', expect: stopped(user, context) },
  ];
}

/** How the stop leaves the user, and how the deletion has to find it: nothing new hangs on it. */
function stopped(user: UserFacts, context: PlanningContext): OperationOf<'read-back'>['expect'] {
  const deny = denyOf(user, context);
  return {
    ...(deny.kind === 'policy' ? { attachedPolicies: [deny.policyArn] } : { groups: [deny.groupName] }),
    accessKeys: user.accessKeys.map(({ id }) => ({ id: AccessKeyId.parse(id), is: 'Inactive' as const })),
    otherCredentials: (user.otherCredentials ?? [])
      .filter(({ status }) => status !== 'Expired')
      .map(({ credential, id }) => ({ credential, id, is: 'Inactive' as const })),
    nothingElse: ['accessKeys'],
  };
}

function remove(user: UserFacts, context: PlanningContext): readonly IamOperation[] {
  const deny = denyOf(user, context);
  const groups = user.groups.filter((name) => deny.kind === 'policy' || name !== deny.groupName);
  const attached = user.attachedPolicies.filter(({ arn }) => deny.kind === 'group' || arn !== deny.policyArn);
  return [
    { kind: 'read-back', expect: stopped(user, context) },
    ...(user.hasLoginProfile ? [{ kind: 'delete-login-profile' as const }] : []),
    ...user.accessKeys.map(({ id }) => ({
      kind: 'remove-access-key' as const,
      accessKeyId: AccessKeyId.parse(id),
    })),
    ...(user.otherCredentials ?? []).map(({ credential, id }) => ({
      kind: 'remove-credential' as const,
      credential,
      id,
    })),
    ...user.mfaDevices.map((serialNumber) => ({ kind: 'remove-mfa-device' as const, serialNumber })),
    ...groups.map((groupName) => ({ kind: 'remove-user-from-group' as const, groupName })),
    ...user.inlinePolicies.map(({ policyName, document }) => ({
      kind: 'delete-user-policy' as const,
      policyName,
      before: document,
    })),
    ...attached.map(({ arn }) => ({ kind: 'detach-user-policy' as const, policyArn: arn })),
    deny.kind === 'policy'
      ? { kind: 'detach-user-policy', policyArn: deny.policyArn }
      : { kind: 'remove-user-from-group', groupName: deny.groupName },
    { kind: 'remove-user' },
    { kind: 'verify-absent' },
  ];
}

function refuseWithoutDeny(
  _input: Input,
  { policies }: Present,
  { house, account }: PlanningContext,
): Refusal | undefined {
  const policyArn = quarantineArn(house, account.id);
  if (policies[policyArn]) return undefined;
  return refusal(
    'policy-missing',
    `The policy ${policyArn} doesn’t exist in ${account.name}, so nothing could be stopped before it is deleted. Deploy the member role’s stack there first.`,
  );
}
