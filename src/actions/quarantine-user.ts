import { z } from 'zod';
import type { AccessKeyFacts, UserFacts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { lastUse } from '../domain/last-use.ts';
import type { IamOperation } from '../domain/operation.ts';
import { isQuarantined, quarantineArn, quarantineGroup } from '../domain/quarantine.ts';
import { refusal } from '../domain/refusal.ts';
import { ExistingUser, oneStage } from './existing-user.ts';
import { keyEnd } from './new-key.ts';
import { userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  reason: z
    .string({ error: 'Say why: the owner reads it.' })
    .trim()
    .min(3, 'Say why: the owner reads it.')
    .max(300),
});
type Input = z.infer<typeof Input>;

/** AWS attaches ten managed policies to a user at most; the group carries the same policy for those who have ten. */
export const mostAttached = 10;

/**
 * At once, by responders, without an approval: the deny first, because an attacker races it, then the keys. Nothing is
 * deleted, so a restore gives back exactly what was there; a console password is of no use under the deny.
 */
export const quarantineUser = userAction<Input>({
  id: 'quarantine-user',
  title: 'Quarantine',
  verb: 'quarantine',
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
  needs: (_input, { house, account }) => ({
    user: 'full',
    groups: [],
    policies: [quarantineArn(house, account.id)],
  }),
  fits: ({ user }, { house, account }) => !isQuarantined(user, house, account.id),
  refuse(_input, { user, policies }, { house, account }) {
    const policyArn = quarantineArn(house, account.id);
    if (!policies[policyArn])
      return refusal(
        'policy-missing',
        `The policy ${policyArn} doesn’t exist in ${account.name}. Deploy the member role’s stack there; until then disable the keys one by one.`,
      );
    return isQuarantined(user, house, account.id)
      ? refusal(
          'not-now',
          `${user.userName} is in quarantine already. /iam restore ${user.userName} takes it back.`,
        )
      : undefined;
  },
  risk: (_input, _facts, { requester }) =>
    requester.isResponder
      ? { level: 'routine', reasons: ['responders quarantine at once'] }
      : { level: 'standard', reasons: ['everything that uses this user stops'] },
  stages(_input, { user }, { house, account }) {
    const groupName = quarantineGroup(house);
    const policyArn = quarantineArn(house, account.id);
    const keys = activeKeys(user).map(({ id }) => AccessKeyId.parse(id));
    const byPolicy = user.attachedPolicies.length < mostAttached;
    const operations: IamOperation[] = [
      byPolicy ? { kind: 'attach-user-policy', policyArn } : { kind: 'add-user-to-group', groupName },
      ...keys.map((accessKeyId) => ({
        kind: 'set-access-key-status' as const,
        accessKeyId,
        status: 'Inactive' as const,
        before: 'Active' as const,
      })),
      {
        kind: 'read-back',
        expect: {
          ...(byPolicy ? { attachedPolicies: [policyArn] } : { groups: [groupName] }),
          accessKeys: keys.map((id) => ({ id, is: 'Inactive' as const })),
        },
      },
    ];
    return oneStage('quarantine', 'Deny, then disable', operations);
  },
  pins: (_input, { user }) => [
    {
      subject: 'active keys',
      is:
        activeKeys(user)
          .map(({ id }) => id)
          .join(', ') || 'none',
    },
  ],
  heading: ({ userName }) => `Quarantine ${userName}`,
  lines: ({ reason }, { user }) => [
    { label: 'Why', text: reason, wide: true },
    ...activeKeys(user).map((key) => ({ label: `Key ${keyEnd(key)}`, text: lastUse(key), wide: true })),
    {
      label: 'Afterwards',
      text: 'it can do nothing; /iam restore gives back exactly what was there',
      wide: true,
    },
  ],
});

const activeKeys = ({ accessKeys }: UserFacts): readonly AccessKeyFacts[] =>
  accessKeys.filter((key) => key.status === 'Active');
