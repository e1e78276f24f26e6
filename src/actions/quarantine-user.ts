import { z } from 'zod';
import { lastUse } from '../domain/last-use.ts';
import { inDays } from '../domain/plan-words.ts';
import { isQuarantined, quarantineArn } from '../domain/quarantine.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { FitContext, FormField, PlanningContext } from './action.ts';
import { denies, denyFor, disableKeys, enabled, isDenied, noKeyWorks, refuseWithoutDeny } from './deny.ts';
import { ExistingUser } from './existing-user.ts';
import { said } from './input-text.ts';
import { keyEnd } from './new-key.ts';
import { type Present, userAction } from './user-action.ts';

const terms = ['1', '3', '7', '14', '30'] as const;
const dayMs = 86_400_000;

const Input = ExistingUser.extend({
  reason: said('Say why: the owner reads it.', 300),
  /** In days. Nothing is lifted by itself then. */
  askAfter: z.preprocess((value) => (value === '' ? undefined : value), z.enum(terms).optional()),
});
type Input = z.infer<typeof Input>;

const form: readonly FormField[] = [
  {
    name: 'reason',
    label: 'Why',
    hint: 'The owner and the security channel read it.',
    input: { kind: 'text', maxLength: 300 },
  },
  {
    name: 'askAfter',
    label: 'Decide after',
    optional: true,
    hint: 'Then you, the owner and security are asked what becomes of it. Until somebody decides, it stays.',
    input: {
      kind: 'choice',
      options: terms.map((days) => ({ value: days, text: inDays(Number(days) * dayMs) })),
    },
  },
];

/**
 * At once, by responders, without an approval: the deny first, because an attacker races it, then the keys. Nothing is
 * deleted, so a restore gives back exactly what was there; a console password is of no use under the deny.
 */
export const quarantineUser = userAction<Input>({
  id: 'quarantine-user',
  title: 'Quarantine',
  verb: 'quarantine',
  tells: ['owner', 'security'],
  concerns: 'everything',
  overrides: 'running',
  takenBackBy: 'restore-user',
  Input,
  form,
  needs: (_input, { house, account }) => ({
    user: 'full',
    groups: [],
    policies: [quarantineArn(house, account.id)],
  }),
  fits: (facts, context) => !refuseInForce(facts, context),
  refuse,
  risk: (_input, _facts, { requester }) =>
    requester.isResponder
      ? { level: 'routine', reasons: ['responders quarantine at once'] }
      : { level: 'standard', reasons: ['everything that uses this user stops'] },
  stages({ askAfter }, { user }, context) {
    const deny = denyFor(user, context);
    return [
      {
        id: 'quarantine',
        title: deny ? 'Deny, then disable' : 'Disable the keys',
        operations: [
          ...denies(deny),
          ...disableKeys(user),
          {
            kind: 'read-back',
            // Somebody may be making a key at this very moment.
            expect: { ...isDenied(deny), ...noKeyWorks(user), nothingElse: ['accessKeys'] },
          },
        ],
      },
      ...(askAfter === undefined
        ? []
        : [
            {
              id: 'ask',
              title: 'Ask what becomes of it',
              gate: { kind: 'wait' as const, forMs: Number(askAfter) * dayMs },
              operations: [],
            },
          ]),
    ];
  },
  pins: (_input, { user }) => [
    {
      subject: 'active keys',
      is:
        enabled(user.accessKeys)
          .map(({ id }) => id)
          .join(', ') || 'none',
    },
  ],
  heading: ({ userName }) => `Quarantine ${userName}`,
  lines: ({ reason, askAfter }, { user }, context) => [
    { label: 'Why', text: reason, wide: true },
    ...enabled(user.accessKeys).map((key) => ({
      label: `Key ${keyEnd(key)}`,
      text: lastUse(key),
      wide: true,
    })),
    {
      label: 'Afterwards',
      text: denyFor(user, context)
        ? 'it can do nothing; /iam restore gives back exactly what was there'
        : 'its keys don’t work, but nothing is denied: it has as many policies and groups as AWS allows. Sessions and a password go on; /iam restore enables the keys again',
      wide: true,
    },
    ...(askAfter === undefined
      ? []
      : [
          {
            label: 'Until',
            text: `somebody decides; asked after ${inDays(Number(askAfter) * dayMs)}, never lifted by itself`,
            wide: true,
          },
        ]),
  ],
});

function refuse(_input: Input, facts: Present, context: PlanningContext): Refusal | undefined {
  const missing = refuseWithoutDeny(
    facts,
    context,
    '. Deploy the member role’s stack there; until then disable the keys one by one.',
  );
  return missing ?? refuseInForce(facts, context);
}

/** Once more only for a key that is enabled all the same. */
function refuseInForce({ user }: Present, context: FitContext): Refusal | undefined {
  if (enabled(user.accessKeys).length > 0) return undefined;
  if (isQuarantined(user, context.house, context.account.id))
    return refusal(
      'not-now',
      `${user.userName} is in quarantine already. /iam restore ${user.userName} takes it back.`,
    );
  return denyFor(user, context)
    ? undefined
    : refusal(
        'not-now',
        `${user.userName} has no enabled key, and as many policies and groups as AWS allows, so nothing can be denied to it. An administrator has to detach something first.`,
      );
}
