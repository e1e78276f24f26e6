import { z } from 'zod';
import { refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { refuseEnd } from './end-date.ts';
import { beginAs, ExistingUser, oneStage, present } from './existing-user.ts';
import { said } from './input-text.ts';
import { presentValues, refuseTooMany } from './tag-input.ts';
import { userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  ends: z.iso.date('Choose the day on which the user ends.'),
  reason: said('Say why it is still needed.', 200),
});
type Input = z.infer<typeof Input>;

const belongsTo = 'move its end date';

export const extendUser = userAction<Input>({
  id: 'extend-user',
  title: 'End date',
  verb: 'extend',
  tells: ['owner'],
  concerns: ['end-date'],
  Input,
  form: [
    { name: 'ends', label: 'Ends on', input: { kind: 'date' } },
    { name: 'reason', label: 'Why it is still needed', input: { kind: 'text', maxLength: 200 } },
  ],
  belongsTo,
  begin: beginAs(belongsTo, (facts) => {
    const ends = tagValue(present(facts).user.tags, tagKeys.ends);
    const values: Record<string, string> = ends === undefined ? {} : { ends };
    return { values, options: {} };
  }),
  refuse: ({ ends }, { user }, { house, now }) =>
    tagValue(user.tags, tagKeys.ends) === ends
      ? refusal('not-now', `${user.userName} ends on ${ends} already.`, 'ends')
      : (refuseEnd(ends, house.users.maxDays, now) ??
        refuseTooMany(user, [{ key: tagKeys.ends, value: ends }])),
  risk: () => ({ level: 'standard', reasons: ['a long-lived key lives longer'] }),
  stages({ ends }, { user }) {
    const set = [{ key: tagKeys.ends, value: ends }];
    return oneStage('ends', 'Move the end date', [
      { kind: 'tag-user', set, before: presentValues(user.tags, [tagKeys.ends]) },
      { kind: 'read-back', expect: { tags: set } },
    ]);
  },
  heading: ({ userName }) => `Extend ${userName}`,
  lines: ({ ends, reason }, { user }) => [
    { label: 'Ends', text: `${ends} (was ${tagValue(user.tags, tagKeys.ends) ?? 'without an end'})` },
    { label: 'Why', text: reason, wide: true },
  ],
});
