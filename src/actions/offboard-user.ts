import type { z } from 'zod';
import type { UserFacts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { statusWords } from '../domain/last-use.ts';
import type { IamOperation, OperationOf } from '../domain/operation.ts';
import { credentialWords } from '../domain/operation-words.ts';
import { inDays } from '../domain/plan-words.ts';
import { heldByAws, quarantineArn } from '../domain/quarantine.ts';
import { snapshotOf } from '../domain/snapshot.ts';
import type { Summary } from '../domain/summary.ts';
import { undoOf } from '../domain/undo.ts';
import type { PlanningContext } from './action.ts';
import { denies, denyFor, disableKeys, enabled, isDenied, noKeyWorks, refuseWithoutDeny } from './deny.ts';
import { ExistingUser } from './existing-user.ts';
import { reason } from './input-text.ts';
import { keyEnd, keyWords } from './new-key.ts';
import { userAction } from './user-action.ts';

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
  concerns: 'everything',
  overrides: 'settled',
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
  refuse: (_input, facts, context) =>
    refuseWithoutDeny(
      facts,
      context,
      ', so nothing could be stopped before it is deleted. Deploy the member role’s stack there first.',
    ),
  risk: (_input, { user }, { house }) => ({
    ...(heldByAws(user).length > 0 ? { level: 'sensitive', secondApproval: true } : { level: 'standard' }),
    reasons: [
      'everything that uses this user stops',
      `after ${inDays(house.offboarding.graceDays * dayMs)} it is gone for good`,
      ...(user.accessKeys.some((key) => key.lastUsed) ? ['a key of it has been used'] : []),
      ...(heldByAws(user).length > 0 ? ['with it goes the policy by which AWS has quarantined a key'] : []),
    ],
  }),
  stages: (_input, { user }, context) => [
    {
      id: 'stop',
      title: denyFor(user, context) ? 'Deny, then disable' : 'Disable what works',
      operations: stop(user, context),
    },
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
  lines: ({ reason }, { user }, context) => [
    { label: 'Why', text: reason, wide: true },
    ...user.accessKeys.map((key) => ({
      label: `Key ${keyEnd(key)}`,
      text: keyWords(key),
      wide: true,
    })),
    ...(user.otherCredentials ?? []).map(({ credential, id, status }) => ({
      label: sentenceCase(credentialWords[credential]),
      text: `…${id.slice(-4)}, ${statusWords[status]}`,
    })),
    ...(user.hasLoginProfile ? [{ label: 'Console password', text: 'deleted with the user' }] : []),
    ...listed('MFA devices', user.mfaDevices),
    ...listed('Groups', user.groups),
    ...listed('Policies', [
      ...user.attachedPolicies.map(({ name }) => name),
      ...user.inlinePolicies.map(({ policyName }) => `${policyName} (inline)`),
    ]),
    ...(denyFor(user, context)
      ? []
      : [
          {
            label: 'Not denied',
            text: 'it has as many policies and groups as AWS allows, so until it is deleted only its credentials are disabled',
            wide: true,
          },
        ]),
    {
      label: 'Until then',
      text: `for ${inDays(context.house.offboarding.graceDays * dayMs)} one button brings back exactly what was there`,
      wide: true,
    },
  ],
});

const listed = (label: string, names: readonly string[]): Summary['lines'] =>
  names.length > 0 ? [{ label, text: names.join(', '), wide: true }] : [];

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function stop(user: UserFacts, context: PlanningContext): readonly IamOperation[] {
  return [
    ...denies(denyFor(user, context)),
    ...disableKeys(user),
    ...enabled(user.otherCredentials ?? []).map(({ credential, id }) => ({
      kind: 'set-credential-status' as const,
      credential,
      id,
      status: 'Inactive' as const,
      before: 'Active' as const,
    })),
    { kind: 'read-back', expect: stopped(user, context) },
  ];
}

/** How the stop leaves the user, and how the deletion has to find it: nothing of it works, and nothing new hangs on it. */
function stopped(user: UserFacts, context: PlanningContext): OperationOf<'read-back'>['expect'] {
  return {
    ...isDenied(denyFor(user, context)),
    ...noKeyWorks(user),
    otherCredentials: (user.otherCredentials ?? []).map(({ credential, id }) => ({
      credential,
      id,
      is: 'unusable' as const,
    })),
    nothingElse: ['accessKeys', 'otherCredentials'],
  };
}

function remove(user: UserFacts, context: PlanningContext): readonly IamOperation[] {
  const deny = denyFor(user, context);
  const groups = user.groups.filter((name) => deny?.kind !== 'group' || name !== deny.groupName);
  const attached = user.attachedPolicies.filter(
    ({ arn }) => deny?.kind !== 'policy' || arn !== deny.policyArn,
  );
  return [
    // Somebody else may have deleted it in the meantime: then there is nothing left to do, and nobody else to touch.
    { kind: 'read-back', expect: stopped(user, context), orGone: true },
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
    ...denies(deny).flatMap((operation) => undoOf(operation, undefined)),
    { kind: 'remove-user' },
    { kind: 'verify-absent' },
  ];
}
