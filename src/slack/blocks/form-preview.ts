import type { ModalView } from '@slack/types';
import type { RequestId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { FormPage } from '../../workflows/use-cases.ts';
import { actions, views } from '../ids.ts';
import { button, buttons, context, divider, header } from './message.ts';
import { modal } from './modal.ts';
import { everything, planList, riskLine, summaryLines } from './request-body.ts';
import { shortHash } from './request-buttons.ts';
import { bold, type Line, lines, moment, person, say } from './rich.ts';
import { fitText, oneLine } from './text.ts';

type PreviewPage = Extract<FormPage, { page: 'preview' }>;

/** Third page: exactly what will be asked for. Submitting sends this plan and no other. */
export function previewPage(page: PreviewPage): ModalView {
  const { summary, account } = page;
  const decide: Line = page.decideBy
    ? [bold('Decided by  '), say(`${oneLine(page.whoDecides, 500)}, before `), moment(page.decideBy)]
    : [bold('Decided by  '), say('nobody: it runs at once')];
  const owner: readonly Line[] = page.owner === page.by ? [] : [[bold('Owner  '), person(page.owner)]];
  return modal(page.decideBy ? views.preview : views.previewNow, {
    title: 'What will happen',
    submit: page.decideBy ? 'Send for approval' : 'Do it now',
    close: 'Cancel',
    metadata: page.draftId,
    blocks: [
      header(`${summary.title} in ${account.name}`),
      lines([...owner, ...summaryLines(summary, everything)]),
      divider,
      lines([riskLine(page.risk, 2000), decide]),
      ...planList(page, everything),
      context(`Plan ${shortHash(page.planHash)} · nothing has been done yet`),
      ...buttons('preview', [button(actions.backToDetails, 'Change something', page.draftId)]),
    ],
  });
}

/** While AWS is being read; replaced as soon as there is something to show. */
export function loadingPage(title: string, text: string, metadata?: string): ModalView {
  return modal(views.answer, {
    title,
    blocks: [lines([[say(text)]])],
    ...(metadata === undefined ? {} : { metadata }),
  });
}

export function sentPage(id: RequestId): ModalView {
  return answered(
    `${id} is on its way`,
    `${id} was sent.`,
    'Its state is in a direct message from this app and changes as people decide. /iam mine lists it too.',
  );
}

/** Nobody has to decide: it has begun. */
export function runningPage(id: RequestId): ModalView {
  return answered(
    `${id} runs now`,
    `${id} runs now; the result comes to your messages.`,
    'It is read back from AWS before it counts as done. /iam mine lists it too.',
  );
}

function answered(title: string, what: string, next: string): ModalView {
  return modal(views.answer, { title, close: 'Done', blocks: [lines([[bold(what)], [say(next)]])] });
}

/** A refusal in place of a page. `draftId` leads back to what was typed. */
export function refusalPage(refusal: Refusal, draftId?: string): ModalView {
  return modal(views.answer, {
    title: 'That did not work',
    ...(draftId === undefined ? {} : { metadata: draftId }),
    blocks: [
      lines([[say(fitText(refusal.say, 3000))]]),
      ...(draftId === undefined
        ? []
        : buttons('refusal', [button(actions.backToDetails, 'Back to the form', draftId)])),
    ],
  });
}
