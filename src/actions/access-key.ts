import { z } from 'zod';
import type { AccessKeyFacts, UserFacts } from '../domain/facts.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { lastUse, statusWords } from '../domain/last-use.ts';
import type { IamOperation } from '../domain/operation.ts';
import { refusal } from '../domain/refusal.ts';
import type { FormField, LifecycleAction } from './action.ts';
import { beginAs, ExistingUser, oneStage, present } from './existing-user.ts';
import { refuseHeld } from './held-user.ts';
import { keyEnd } from './new-key.ts';
import { type UserAction, userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  accessKey: AccessKeyId,
  reason: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    z.string().trim().min(3, 'The reason is too short to mean anything.').max(200).optional(),
  ),
});
type Input = z.infer<typeof Input>;

const form: readonly FormField[] = [
  { name: 'accessKey', label: 'Access key', input: { kind: 'from-facts' } },
  { name: 'reason', label: 'Why', optional: true, input: { kind: 'text', maxLength: 200 } },
];

/** What one action on one access key says for itself; everything else they have in common. */
export interface AccessKeyAction
  extends Pick<UserAction<Input>, 'id' | 'title' | 'verb' | 'risk' | 'gives'>,
    Required<Pick<UserAction<Input>, 'belongsTo'>> {
  readonly fits: (key: AccessKeyFacts) => boolean;
  /** Said about a key that doesn't fit; `…Q7TA` is the key's end. */
  readonly refusal: (key: string) => string;
  /** With its read-back. */
  readonly operations: (accessKeyId: AccessKeyId) => readonly IamOperation[];
}

export function accessKeyAction({
  fits,
  refusal: unfit,
  operations,
  ...action
}: AccessKeyAction): LifecycleAction<Input> {
  return userAction<Input>({
    ...action,
    tells: ['owner'],
    concerns: ['keys'],
    Input,
    form,
    begin: beginAs(action.belongsTo, (facts) => ({
      values: {},
      options: { accessKey: present(facts).user.accessKeys.filter(fits).map(choice) },
    })),
    fits: ({ user }, context) => user.accessKeys.some(fits) && !(action.gives && refuseHeld(user, context)),
    refuse(input, { user }) {
      const key = user.accessKeys.find(({ id }) => id === input.accessKey);
      if (!key) {
        const none = `${user.userName} has no access key ${input.accessKey}. Choose one from the list.`;
        return refusal('invalid-input', none, 'accessKey');
      }
      return fits(key) ? undefined : refusal('not-now', unfit(keyEnd(key)), 'accessKey');
    },
    stages: ({ accessKey }) => oneStage(action.verb, action.title, operations(accessKey)),
    pins: (input, { user }) => {
      const key = chosenKey(input, user);
      return [{ subject: `access key ${keyEnd(key)}`, is: key.status.toLowerCase() }];
    },
    heading: ({ userName }) => `${action.title.replace(' an access key', '')} a key of ${userName}`,
    lines: (input, { user }) => {
      const key = chosenKey(input, user);
      return [
        { label: 'Access key', text: `${key.id}, ${statusWords[key.status]}` },
        { label: 'Use', text: lastUse(key), wide: true },
        ...(input.reason === undefined ? [] : [{ label: 'Why', text: input.reason, wide: true }]),
      ];
    },
  });
}

const choice = (key: AccessKeyFacts) => ({
  value: key.id,
  text: `${keyEnd(key)}, ${statusWords[key.status]}`,
  description: lastUse(key),
});

/** The key of a plan: `refuse` has shown that it is there. */
function chosenKey({ accessKey }: Input, { accessKeys }: UserFacts): AccessKeyFacts {
  const key = accessKeys.find(({ id }) => id === accessKey);
  if (!key) throw new Error('Planned for a key that is not there.');
  return key;
}
