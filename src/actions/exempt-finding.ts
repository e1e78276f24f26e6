import { z } from 'zod';
import { daysBetween } from '../domain/calendar.ts';
import { RuleId } from '../domain/finding.ts';
import { ownerOf } from '../domain/ownership.ts';
import { refusal } from '../domain/refusal.ts';
import { beginAs, ExistingUser, oneStage, present } from './existing-user.ts';
import { userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  rule: z.enum(RuleId.options, 'Choose what is accepted.'),
  /** Only this credential of the user; all that the rule finds about it if left out. */
  credentialId: z.string().max(200).optional(),
  until: z.iso.date('Choose the day on which it counts again.'),
  reason: z
    .string({ error: 'Say why this may stay as it is.' })
    .trim()
    .min(10, 'Say in a sentence why this may stay as it is. Approvers and auditors read it.')
    .max(300),
});
type Input = z.infer<typeof Input>;

const belongsTo = 'ask to have a finding accepted';
/** Longer than a year nobody remembers why. */
const mostDays = 365;

/** Accepts a finding for a while. Nothing is done to the user: the request itself is the exemption, for as long as it is not taken back. */
export const exemptFinding = userAction<Input>({
  id: 'exempt-finding',
  title: 'Accept a finding',
  verb: 'accept',
  tells: ['owner'],
  concerns: ['findings'],
  Input,
  form: [
    {
      name: 'rule',
      label: 'What is accepted',
      input: {
        kind: 'choice',
        options: RuleId.options.map((value) => ({ value, text: value.replaceAll('-', ' ') })),
      },
    },
    {
      name: 'credentialId',
      label: 'Only about',
      hint: 'Of all its credentials if left out.',
      optional: true,
      input: { kind: 'from-facts' },
    },
    { name: 'until', label: 'Until', hint: 'Then it counts again by itself.', input: { kind: 'date' } },
    { name: 'reason', label: 'Why it may stay', input: { kind: 'paragraph', maxLength: 300 } },
  ],
  belongsTo,
  begin: beginAs(belongsTo, (facts) => ({
    values: {},
    options: {
      credentialId: present(facts).user.accessKeys.map(({ id, status }) => ({
        value: id,
        text: `…${id.slice(-4)}, ${status.toLowerCase()}`,
      })),
    },
  })),
  excludes(_input, facts) {
    const owner = facts.user && ownerOf(facts.user);
    return owner === undefined ? [] : [{ id: owner, why: 'it is about a user that you own' }];
  },
  refuse({ until }, _facts, { now }) {
    const days = daysBetween(now.slice(0, 10), until);
    if (days < 1) return refusal('invalid-input', 'The day has to be in the future.', 'until');
    return days > mostDays
      ? refusal('invalid-input', `At most ${mostDays} days; then it can be accepted again.`, 'until')
      : undefined;
  },
  risk: () => ({ level: 'standard', reasons: ['what is accepted asks nobody for anything any more'] }),
  stages: () => oneStage('accept', 'See that it is still the same user', [{ kind: 'read-back', expect: {} }]),
  // What is accepted, and for how long, is what approvers approve: it belongs to the plan's hash.
  pins: ({ rule, credentialId, until }) => [
    { subject: `finding ${rule}`, is: credentialId ?? 'all of it' },
    { subject: 'accepted until', is: until },
  ],
  heading: ({ userName }) => `Accept a finding about ${userName}`,
  lines: ({ rule, credentialId, until, reason }) => [
    { label: 'Finding', text: rule.replaceAll('-', ' ') },
    ...(credentialId === undefined ? [] : [{ label: 'Only about', text: credentialId }]),
    { label: 'Until', text: until },
    { label: 'Why', text: reason, wide: true },
  ],
});
