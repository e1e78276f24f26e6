import { z } from 'zod';
import type { AccessKeyFacts, UserFacts } from '../domain/facts.ts';
import type { Gate } from '../domain/gate.ts';
import type { House } from '../domain/house.ts';
import { AccessKeyId } from '../domain/ids.ts';
import { lastUse, statusWords } from '../domain/last-use.ts';
import type { IamOperation } from '../domain/operation.ts';
import { ownerOf, relationTo } from '../domain/ownership.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import type { FormField, PlanningContext } from './action.ts';
import { enabled } from './deny.ts';
import { beginAs, ExistingUser, present } from './existing-user.ts';
import { refuseHeld } from './held-user.ts';
import { deliveryOf, deliveryWords, keyDelivery, keyDeliveryForm, refuseDelivery } from './key-delivery.ts';
import { keyEnd, keysPin, keyWords, leastMissed, mostKeys, refuseNoRoom } from './new-key.ts';
import { type Present, userAction } from './user-action.ts';

const optionalKey = z.preprocess((value) => (value === '' ? undefined : value), AccessKeyId.optional());
const Input = ExistingUser.extend({ accessKey: AccessKeyId, drop: optionalKey, ...keyDelivery });
type Input = z.infer<typeof Input>;

const belongsTo = 'rotate it';
const dayMs = 86_400_000;

const form: readonly FormField[] = [
  { name: 'accessKey', label: 'Key to replace', input: { kind: 'from-facts' } },
  {
    name: 'drop',
    label: 'Delete first',
    optional: true,
    hint: 'Where there is no room for a new one: a disabled key that nobody has missed. It is gone for good.',
    input: { kind: 'from-facts' },
  },
  ...keyDeliveryForm,
];

/**
 * A new key is made and handed over; the old one is disabled once the new one does its work, or somebody says so; after
 * a grace it is deleted. Until the deletion everything can be taken back.
 */
export const rotateAccessKey = userAction<Input>({
  id: 'rotate-access-key',
  title: 'Rotate an access key',
  verb: 'rotate',
  tells: ['owner'],
  concerns: ['keys'],
  Input,
  form,
  belongsTo,
  begin: beginAs(belongsTo, (facts, context) => {
    const { user } = present(facts);
    return refuseHeld(user, context) ?? prefill(user);
  }),
  gives: () => true,
  fits: ({ user }, context) => !refuseHeld(user, context) && enabled(user.accessKeys).length > 0,
  refuse,
  risk: (_input, { user }, { requester }) =>
    ['owner', 'team'].includes(relationTo(user, requester))
      ? { level: 'routine', reasons: ['its owner or their team rotates a key'] }
      : { level: 'standard', reasons: ['somebody else’s key'] },
  stages(input, { user }, context) {
    const { accessKey } = input;
    const drop: IamOperation[] =
      input.drop === undefined ? [] : [{ kind: 'remove-access-key', accessKeyId: input.drop }];
    const secret = {
      name: `${user.userName}-${context.requestId}`,
      owner: ownerOf(user) ?? context.requester.id,
      team: tagValue(user.tags, tagKeys.team),
    };
    const is = (status: 'unusable' | 'gone'): IamOperation => ({
      kind: 'read-back',
      expect: { accessKeys: [{ id: accessKey, is: status }] },
    });
    return [
      {
        id: 'create',
        title: 'Create and hand over the new key',
        operations: [...drop, { kind: 'create-access-key', deliver: deliveryOf(input, secret, context) }],
      },
      {
        id: 'disable',
        title: `Disable the old key ${keyEnd({ id: accessKey })}`,
        gate: switched(input, context.house),
        operations: [
          { kind: 'set-access-key-status', accessKeyId: accessKey, status: 'Inactive', before: 'Active' },
          is('unusable'),
        ],
      },
      {
        id: 'delete',
        title: `Delete the old key ${keyEnd({ id: accessKey })}`,
        gate: { kind: 'wait', forMs: context.house.rotation.graceDays * dayMs, unlessUsed: accessKey },
        forGood: true,
        operations: [is('unusable'), { kind: 'remove-access-key', accessKeyId: accessKey }, is('gone')],
      },
    ];
  },
  pins: (_input, { user }) => [keysPin(user)],
  heading: ({ userName }) => `Rotate a key of ${userName}`,
  lines: (input, { user }, context) => [
    ...user.accessKeys.map((key) => ({
      label: `${roleOf(key, input)} ${keyEnd(key)}`,
      text: keyWords(key),
      wide: true,
    })),
    { label: 'Secret goes to', text: deliveryWords(input, context), wide: true },
  ],
});

/** Deleted for good without a grace of its own, so only a key that nobody can have missed. */
const isDisabled = ({ status }: AccessKeyFacts) => status !== 'Active';

function roleOf({ id }: AccessKeyFacts, { accessKey, drop }: Input): string {
  if (id === accessKey) return 'Old key';
  return id === drop ? 'Deleted first' : 'Other key';
}

function switched({ userName, accessKey }: Input, { rotation }: House): Gate {
  return {
    kind: 'observe',
    what: 'new-key-used-and-old-idle',
    oldKey: accessKey,
    idleForMs: rotation.idleHours * 3_600_000,
    by: 'either',
    question: `Does everything that used ${keyEnd({ id: accessKey })} of ${userName} use the new key now?`,
    yes: 'Switched',
    no: 'Give the new key up',
    remindEveryMs: rotation.remindEveryDays * dayMs,
    giveUpAfterMs: rotation.giveUpAfterDays * dayMs,
  };
}

/** One active key is the one meant. Without room, a disabled key is offered to be deleted first; none disabled, none to rotate. */
function prefill(user: UserFacts) {
  const { accessKeys } = user;
  const option = (key: AccessKeyFacts) => ({
    value: key.id,
    text: `${keyEnd(key)}, ${statusWords[key.status]}`,
    description: lastUse(key),
  });
  const active = accessKeys.filter((key) => key.status === 'Active');
  const dead = accessKeys.length >= mostKeys ? accessKeys.filter(isDisabled) : [];
  const [only, ...others] = active;
  if (!only)
    return refusal(
      'not-now',
      `${user.userName} has no enabled access key, so there is nothing to rotate. /iam show ${user.userName} has a button for a new one.`,
    );
  const stuck = dead.length === 0 ? refuseNoRoom(user) : undefined;
  if (stuck) return stuck;
  const drop = leastMissed(dead);
  return {
    values: {
      delivery: 'secrets-manager',
      ...(others.length === 0 ? { accessKey: only.id } : {}),
      ...(drop ? { drop: drop.id } : {}),
    },
    options: { accessKey: active.map(option), drop: dead.map(option) },
  };
}

function refuse(input: Input, { user }: Present, context: PlanningContext): Refusal | undefined {
  const key = user.accessKeys.find(({ id }) => id === input.accessKey);
  if (!key)
    return refusal(
      'invalid-input',
      `${user.userName} has no access key ${input.accessKey}. Choose one from the list.`,
      'accessKey',
    );
  if (key.status !== 'Active')
    return refusal(
      'not-now',
      `${keyEnd(key)} is disabled, so nothing uses it. Delete it, or enable it first.`,
      'accessKey',
    );
  const dropped = user.accessKeys.find(({ id }) => id === input.drop);
  if (input.drop !== undefined && (!dropped || dropped.id === key.id || !isDisabled(dropped)))
    return refusal(
      'invalid-input',
      dropped && dropped.id !== key.id
        ? `${keyEnd(dropped)} is still enabled: ${lastUse(dropped)}. Disable it first, and see whether anybody misses it.`
        : 'Choose another key of this user to delete first.',
      'drop',
    );
  return refuseNoRoom(user, dropped) ?? refuseDelivery(input, context);
}
