import type { RequestView } from '../../domain/request-view.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { userValue } from '../user-value.ts';
import { wordsFor } from './action-words.ts';
import { button, buttons, type Drawn, drawn } from './message.ts';
import { bold, lines, moment, person, say } from './rich.ts';
import { oneLine } from './text.ts';
import { beginButton } from './user-buttons.ts';

/** The day on which somebody has to decide. Nothing has been lifted: a leaked key must not come back because nobody looked. */
export function termOver(view: RequestView): Drawn {
  const { request, account } = view;
  const { back } = wordsFor(request);
  const user = oneLine(request.target.userName, 64);
  const happened = `${user} is still in quarantine, and the day to decide has come.`;
  const why = request.summary.lines.find(({ label }) => label === 'Why')?.text ?? 'no reason was given';
  return drawn(happened, [
    lines([
      [bold(happened)],
      [
        say(`${request.id} in ${oneLine(account.name, 100)}, by `),
        person(request.requestedBy),
        say(' · '),
        moment(request.submittedAt),
      ],
      [bold('Why  '), say(oneLine(why, 300))],
    ]),
    lines([
      [bold('What it means  '), say('Nothing was lifted. It stays so until somebody decides.')],
      [bold('What to do  '), say('Restore it if it is safe again. Offboard it if nobody needs it.')],
    ]),
    ...buttons('term-over', [
      ...(back ? [back] : []),
      beginButton('offboard-user', 'Offboard…', request.target),
      button(actions.showUser, 'Show the user', userValue(request.target)),
      button(actions.fullPlan, 'Full plan', requestValue(request)),
    ]),
  ]);
}
