import type { RequestView } from '../../domain/request-view.ts';
import type { Summary } from '../../domain/summary.ts';
import { actions } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { userValue } from '../user-value.ts';
import { wordsFor } from './action-words.ts';
import { button, buttons, type Drawn, drawn, firstThatFits } from './message.ts';
import { approvalLines, ownerOf, summaryLines } from './request-body.ts';
import { details } from './request-card.ts';
import { bold, lines, moment, person, say } from './rich.ts';
import { oneLine } from './text.ts';

/** To the user's owner and to security: what somebody else has done to the user, why, and what to do about it. */
export function told(view: RequestView): Drawn {
  const { request, account } = view;
  const { done, means, todo, back } = wordsFor(request);
  const where = oneLine(account.name, 100);
  const facts = factsFor(request.summary);
  const asked = view.approvalsNeeded > 0 ? 'asked for by' : 'by';
  return firstThatFits(
    details.map(
      (detail) => () =>
        drawn(`${done} ${means}`, [
          lines([
            [bold(done)],
            [
              say(`${request.id} in ${where}, ${asked} `),
              person(request.requestedBy),
              ...ownerOf(request),
              say(' · '),
              moment(request.changedAt),
            ],
            ...approvalLines(view).slice(0, 10),
            ...summaryLines({ ...request.summary, lines: facts }, detail),
          ]),
          lines([
            [bold('What it means  '), say(means)],
            ...(todo ? [[bold('What to do  '), say(todo)]] : []),
          ]),
          ...buttons('told', [
            ...(back ? [back] : []),
            button(actions.showUser, 'Show the user', userValue(request.target)),
            button(actions.fullPlan, 'Full plan', requestValue(request)),
          ]),
        ]),
    ),
  );
}

/** Said already, by the words of the action and by the place. */
const saidOtherwise = ['Account', 'Afterwards', 'Until then', 'Why'];

/** How a credential was when the plan was made. */
const isStanding = ({ label, text }: Summary['lines'][number]): boolean =>
  label !== 'Access key' && /^(…\w{4}, )?(in)?active(, |$)/.test(text);

/** Why comes first. How a key was at planning is no longer true, so only its id is left. */
function factsFor({ lines: all }: Summary): Summary['lines'] {
  return [
    ...all.filter((line) => line.label === 'Why'),
    ...all
      .filter((line) => !saidOtherwise.includes(line.label) && !isStanding(line))
      .map((line) =>
        line.label === 'Access key' ? { ...line, text: line.text.replace(/, \w+$/, ''), wide: true } : line,
      ),
  ];
}
