import { z } from 'zod';
import type { SlackUserId } from '../domain/ids.ts';
import type { Delivery } from '../domain/operation.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys } from '../domain/user.ts';
import type { FormField, PlanningContext } from './action.ts';

/** How a new key's secret reaches its owner; part of the input of every action that makes a key. */
export const keyDelivery = {
  delivery: z.enum(['secrets-manager', 'age']),
  ageRecipient: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    z
      .string()
      .trim()
      .regex(
        /^age1[02-9ac-hj-np-z]{58}$/,
        'That is not an age public key. It starts with age1 and has 62 characters.',
      )
      .optional(),
  ),
} as const;
export interface KeyDelivery {
  readonly delivery: 'secrets-manager' | 'age';
  readonly ageRecipient?: string;
}

export const keyDeliveryForm: readonly FormField[] = [
  {
    name: 'delivery',
    label: 'How the secret is handed over',
    input: {
      kind: 'choice',
      options: [
        {
          value: 'secrets-manager',
          text: 'AWS Secrets Manager',
          description: 'In the target account, readable by your team’s role',
        },
        {
          value: 'age',
          text: 'Sealed to my age key',
          description: 'A ciphertext that only your private key opens',
        },
      ],
    },
  },
  {
    name: 'ageRecipient',
    label: 'Your age public key',
    optional: true,
    placeholder: 'age1…',
    hint: 'Only for the sealed hand-over.',
    input: { kind: 'text', maxLength: 62 },
  },
];

export function refuseDelivery(
  { delivery, ageRecipient }: KeyDelivery,
  { house }: Pick<PlanningContext, 'house'>,
): Refusal | undefined {
  if (delivery !== 'age') return undefined;
  if (!house.handOver.allowAge)
    return refusal(
      'invalid-input',
      'Sealed hand-over is switched off here. Choose Secrets Manager.',
      'delivery',
    );
  return ageRecipient === undefined
    ? refusal('invalid-input', 'The sealed hand-over needs your age public key.', 'ageRecipient')
    : undefined;
}

/** `secret` is the secret's name behind the house's prefix. */
export function deliveryOf(
  { delivery, ageRecipient }: KeyDelivery,
  secret: { readonly name: string; readonly owner: SlackUserId; readonly team?: string },
  { house, account, requestId }: PlanningContext,
): Delivery {
  if (delivery === 'age' && ageRecipient !== undefined) return { kind: 'age', recipient: ageRecipient };
  return {
    kind: 'secrets-manager',
    region: account.region,
    secretName: `${house.handOver.secretPrefix}${secret.name}`,
    tags: [
      { key: tagKeys.owner, value: secret.owner },
      ...(secret.team === undefined ? [] : [{ key: tagKeys.team, value: secret.team }]),
      { key: tagKeys.request, value: requestId },
    ],
  };
}

/** For the card. */
export const deliveryWords = (
  { delivery }: KeyDelivery,
  { account }: Pick<PlanningContext, 'account'>,
): string =>
  delivery === 'age'
    ? 'a file sealed to the requester’s age key'
    : `Secrets Manager in ${account.name}, ${account.region}`;
