import type { ModalView } from '@slack/types';
import type { ShownFinding } from '../../workflows/finding-cases.ts';
import { actions, fields, views } from '../ids.ts';
import { nameOf, severityMark } from './finding-row.ts';
import { button, buttons, type Drawn, drawn } from './message.ts';
import { modal } from './modal.ts';
import { bold, lines, moment, quiet, say } from './rich.ts';
import { fitText, oneLine, plain } from './text.ts';

export const untilBlock = 'until';
export const whyBlock = 'why';

/** Asks until when a finding may wait, and why. */
export function snoozeModal({ known, row }: ShownFinding): ModalView {
  const { finding } = known;
  return modal(views.snooze, {
    title: 'Snooze',
    submit: 'Snooze',
    close: 'Back',
    metadata: finding.key,
    blocks: [
      lines([
        [bold(`${finding.title} · ${nameOf(row)}`)],
        [say(fitText(finding.evidence.words, 500))],
        [quiet('It comes back by itself. Until then it is counted apart and reminds nobody.')],
      ]),
      {
        type: 'input',
        block_id: untilBlock,
        label: plain('Until'),
        element: { type: 'datepicker', action_id: fields.date },
      },
      {
        type: 'input',
        block_id: whyBlock,
        label: plain('Why it can wait'),
        element: { type: 'plain_text_input', action_id: fields.reason, min_length: 3, max_length: 300 },
      },
    ],
  });
}

/** What a person does about it where the bot can't, with the evidence. */
export function findingAdvice({ known, row }: ShownFinding): Drawn {
  const { finding, firstSeen } = known;
  const { remedy, evidence } = finding;
  return drawn(`${finding.title}: ${nameOf(row)}.`, [
    lines([
      [bold(`${severityMark(finding.severity)} ${oneLine(finding.title, 200)} · ${nameOf(row)}`)],
      [say(fitText(evidence.words, 2000))],
      ...(remedy.kind === 'advice' ? [[say(fitText(remedy.say, 2500))]] : []),
      [
        quiet('Seen first '),
        moment(firstSeen, '{date_short_pretty}'),
        quiet(', as of '),
        moment(evidence.asOf),
        say('.'),
      ],
      [quiet(controls(finding.controls))],
    ]),
    ...buttons('finding', [button(actions.snooze, 'Snooze…', finding.key)]),
  ]);
}

function controls({ cis, securityHub }: ShownFinding['known']['finding']['controls']): string {
  const named = [...cis.map((id) => `CIS ${id}`), ...securityHub.map((id) => `Security Hub ${id}`)];
  return named.length === 0 ? 'No public benchmark asks for this.' : `Asked for by ${named.join(', ')}.`;
}
