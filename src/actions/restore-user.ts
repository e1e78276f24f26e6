import { z } from 'zod';
import type { UserFacts } from '../domain/facts.ts';
import { canonicalJson } from '../domain/json.ts';
import { lastUse, statusWords } from '../domain/last-use.ts';
import type { IamOperation, OperationKind, OperationOf } from '../domain/operation.ts';
import { awsQuarantineName, heldByAws } from '../domain/quarantine.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { Risk } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';
import { undoOf } from '../domain/undo.ts';
import type { FormField, PastChange, PlanningContext } from './action.ts';
import { ExistingUser, oneStage } from './existing-user.ts';
import { said } from './input-text.ts';
import { keyEnd } from './new-key.ts';
import { type Present, userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  reason: said('Say why it is safe again.', 300),
  awsPolicy: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['leave', 'detach']).optional(),
  ),
});
type Input = z.infer<typeof Input>;

const form: readonly FormField[] = [
  { name: 'reason', label: 'Why it is safe again', input: { kind: 'text', maxLength: 300 } },
  {
    name: 'awsPolicy',
    label: 'AWS’s own quarantine',
    optional: true,
    hint: 'Only where AWS has found a key in public and attached its policy.',
    input: {
      kind: 'choice',
      options: [
        { value: 'leave', text: 'Leave it attached', description: 'As AWS asks, until its case is closed' },
        { value: 'detach', text: 'Detach it', description: 'Two people of different groups have to agree' },
      ],
    },
  },
];

/** Takes the quarantine back, exactly: keys that were disabled before it stay disabled. The deny goes last. */
export const restoreUser = userAction<Input>({
  id: 'restore-user',
  title: 'Restore',
  verb: 'restore',
  tells: ['owner', 'security'],
  concerns: 'everything',
  overrides: 'settled',
  recalls: ['quarantine-user', 'restore-user'],
  Input,
  form,
  fits: ({ user }, context) => inForce(user, context).length > 0 || heldByAws(user).length > 0,
  refuse,
  risk,
  stages(input, { user }, context) {
    const { keys, deny } = takenBack(user, context);
    const operations = [...keys, ...detachesOf(input, user), ...deny];
    return oneStage('restore', 'Give back what was there', [
      ...operations,
      {
        kind: 'read-back',
        expect: {
          ...listed(
            'accessKeys',
            keys.map(({ accessKeyId, status }) => ({ id: accessKeyId, is: status })),
          ),
          ...listed(
            'detachedPolicies',
            of(operations, 'detach-user-policy').map(({ policyArn }) => policyArn),
          ),
          ...listed(
            'absentGroups',
            of(operations, 'remove-user-from-group').map(({ groupName }) => groupName),
          ),
        },
      },
    ]);
  },
  pins: (_input, { user }) => [
    {
      subject: 'keys',
      is: user.accessKeys.map((key) => `${key.id} ${key.status}`).join(', ') || 'none',
    },
    ...heldByAws(user).map((arn) => ({ subject: awsQuarantineName(arn), is: 'attached' })),
  ],
  heading: ({ userName }) => `Restore ${userName}`,
  lines,
});

/** What isn't expected isn't read either. */
function listed<Name extends string, T>(
  name: Name,
  items: readonly T[],
): { readonly [K in Name]?: readonly T[] } {
  return items.length > 0 ? ({ [name]: items } as { [K in Name]: readonly T[] }) : {};
}

function of<K extends OperationKind>(
  operations: readonly IamOperation[],
  kind: K,
): readonly OperationOf<K>[] {
  return operations.filter((operation): operation is OperationOf<K> => operation.kind === kind);
}

/** The quarantines that nobody has taken back since, newest first; of this very user, not of another one under its name. */
function inForce(user: UserFacts, { history }: Pick<PlanningContext, 'history'>): readonly PastChange[] {
  const own = history.filter(({ plan }) => plan.target.userId === user.userId);
  const last = own.findIndex(({ action }) => action === 'restore-user');
  return own
    .slice(0, last < 0 ? own.length : last)
    .filter(({ action, plan }) => action === 'quarantine-user' && plan.stages.length > 0);
}

type Enabling = OperationOf<'set-access-key-status'>;

/** What takes the quarantines back, last first, each thing once. A key that somebody has deleted meanwhile can't be enabled. */
function takenBack(user: UserFacts, context: PlanningContext) {
  const operations = inForce(user, context)
    .flatMap(({ plan }) => plan.stages.flatMap((stage) => stage.operations).toReversed())
    .flatMap((operation) => undoOf(operation, undefined));
  const once = [...new Map(operations.map((operation) => [canonicalJson(operation), operation])).values()];
  const isThere = ({ accessKeyId }: Enabling) => user.accessKeys.some(({ id }) => id === accessKeyId);
  const enabling = once.filter((operation) => operation.kind === 'set-access-key-status');
  return {
    keys: enabling.filter(isThere),
    deleted: enabling.filter((operation) => !isThere(operation)),
    deny: once.filter((operation) => operation.kind !== 'set-access-key-status'),
  };
}

function detachesOf({ awsPolicy }: Input, user: UserFacts): readonly OperationOf<'detach-user-policy'>[] {
  if (awsPolicy !== 'detach') return [];
  return heldByAws(user).map((policyArn) => ({ kind: 'detach-user-policy', policyArn }));
}

function refuse(input: Input, { user }: Present, context: PlanningContext): Refusal | undefined {
  const isHeld = heldByAws(user).length > 0;
  if (input.awsPolicy === 'detach' && !isHeld)
    return refusal('invalid-input', `AWS has quarantined no key of ${user.userName}.`, 'awsPolicy');
  if (inForce(user, context).length > 0 || input.awsPolicy === 'detach') return undefined;
  const where = `${user.userName} in ${context.account.name}`;
  return refusal(
    'not-now',
    isHeld
      ? `${where} is not in a quarantine that I made, but in AWS’s own. Once AWS’s case is closed, choose below to detach that; two people have to agree.`
      : `${where} is not in a quarantine that I made. There is nothing to take back.`,
  );
}

function risk(input: Input, { user }: Present): Risk {
  if (input.awsPolicy === 'detach')
    return {
      level: 'sensitive',
      reasons: ['AWS found a key of this user in public and asks to leave its policy attached'],
      secondApproval: true,
    };
  return heldByAws(user).length > 0
    ? {
        level: 'sensitive',
        reasons: ['AWS itself has quarantined a key of this user; its policy stays attached'],
      }
    : { level: 'standard', reasons: ['what was stopped works again'] };
}

function lines(input: Input, { user }: Present, context: PlanningContext): Summary['lines'] {
  const { keys, deleted } = takenBack(user, context);
  const back = new Set<string>(keys.map(({ accessKeyId }) => accessKeyId));
  return [
    {
      label: 'Takes back',
      text:
        inForce(user, context)
          .map(({ requestId }) => requestId)
          .join(', ') || 'no quarantine of mine',
    },
    { label: 'Why', text: input.reason, wide: true },
    ...user.accessKeys.map((key) => ({
      label: `Key ${keyEnd(key)}`,
      text: back.has(key.id) ? `enabled again, ${lastUse(key)}` : `stays ${statusWords[key.status]}`,
      wide: true,
    })),
    ...deleted.map(({ accessKeyId }) => ({
      label: `Key ${keyEnd({ id: accessKeyId })}`,
      text: 'deleted meanwhile, so it does not come back',
      wide: true,
    })),
    ...heldByAws(user).map((arn) => ({
      label: 'AWS’s policy',
      text: `${awsQuarantineName(arn)} ${input.awsPolicy === 'detach' ? 'is detached' : 'stays attached, as AWS asks'}`,
      wide: true,
    })),
  ];
}
