import { z } from 'zod';
import { AccountId, RequestId, SlackUserId, Slug, UserName } from '../domain/ids.ts';
import type { FormField } from './action.ts';
import { line, list, optionalLine } from './input-text.ts';
import { keyDelivery, keyDeliveryForm } from './key-delivery.ts';

export const CreateServiceUserInput = z.object({
  account: AccountId,
  userName: z.string({ error: 'The name is missing.' }).trim().pipe(UserName),
  purpose: line('The purpose', 150),
  owner: SlackUserId,
  team: Slug,
  environment: Slug,
  usedFrom: line('Where the key is used', 100),
  networks: list(z.string(), 10),
  noNetworkReason: optionalLine('The reason', 200),
  bundles: list(Slug, 8).refine((bundles) => bundles.length > 0, 'Choose at least one.'),
  ends: z.iso.date('Choose the day on which the user ends.'),
  ticket: optionalLine('The ticket', 60),
  ...keyDelivery,
  /** How the request began: the guidance path, and why a role won't do. */
  path: z.string(),
  insist: optionalLine('The reason', 500),
  /** The offboarding whose user it is made like. */
  like: RequestId.optional(),
});
export type CreateServiceUserInput = z.infer<typeof CreateServiceUserInput>;

export const createServiceUserForm: readonly FormField[] = [
  { name: 'account', label: 'AWS account', input: { kind: 'account' } },
  {
    name: 'userName',
    label: 'User name',
    placeholder: 'svc-datadog-forwarder',
    hint: 'Small letters, digits and hyphens, beginning with svc-.',
    input: { kind: 'text', maxLength: 64, checkWhileTyping: true },
  },
  {
    name: 'purpose',
    label: 'What it is for',
    placeholder: 'Ship CloudWatch metrics to Datadog',
    input: { kind: 'text', maxLength: 150 },
  },
  {
    name: 'owner',
    label: 'Owner',
    hint: 'Answers for the user: rotates its key, renews or ends it.',
    input: { kind: 'person' },
  },
  { name: 'team', label: 'Team', input: { kind: 'team' } },
  { name: 'environment', label: 'Environment', input: { kind: 'text', maxLength: 40 } },
  {
    name: 'usedFrom',
    label: 'Where the key is used',
    placeholder: 'Datadog’s EU region, forwarder container',
    input: { kind: 'text', maxLength: 100 },
  },
  {
    name: 'networks',
    label: 'Source networks',
    optional: true,
    placeholder: '198.51.100.0/24, vpc-0a1b2c3d',
    hint: 'Public addresses or VPCs that the calls come from. The key works from nowhere else.',
    input: { kind: 'text', maxLength: 400 },
  },
  {
    name: 'noNetworkReason',
    label: 'Why no source network',
    optional: true,
    hint: 'Only if the addresses can’t be known. Raises the approval level.',
    input: { kind: 'text', maxLength: 200 },
  },
  {
    name: 'bundles',
    label: 'What it may do',
    hint: 'Only what is offered in the chosen account.',
    input: { kind: 'bundles', max: 8 },
  },
  { name: 'ends', label: 'Ends on', hint: 'It can be extended later.', input: { kind: 'date' } },
  { name: 'ticket', label: 'Ticket', optional: true, input: { kind: 'text', maxLength: 60 } },
  ...keyDeliveryForm,
];
