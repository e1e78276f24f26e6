import type { KnownBlock, ModalView } from '@slack/types';
import { describeOperation } from '../../domain/operation-words.ts';
import { describeGate } from '../../domain/plan-words.ts';
import type { RequestView } from '../../domain/request-view.ts';
import { actions, views } from '../ids.ts';
import { requestValue } from '../request-value.ts';
import { type Fact, facts } from './facts.ts';
import { ownerAnswers } from './gate-buttons.ts';
import { button, buttons, context, divider, header, sizeOf } from './message.ts';
import { modal } from './modal.ts';
import { operationDetails } from './operation-details.ts';
import { approvalLines, askedAgain, askedBy, everything, riskLine } from './request-body.ts';
import { approveButton } from './request-buttons.ts';
import { stateLine } from './request-state.ts';
import { bold, lines, quiet, say } from './rich.ts';

/**
 * The whole request, nothing shortened: every fact, every operation with all it sends to AWS. What is more than a
 * modal holds goes on further pages, and the decision is on the last one.
 */
export function fullPlanModal(view: RequestView, page: number, metadata: string): ModalView {
  const { request } = view;
  const pages = paged(planBlocks(view));
  const shown = Math.min(Math.max(0, page), pages.length - 1);
  const isLast = shown === pages.length - 1;
  return modal(views.fullPlan, {
    title: `${request.id} full plan`,
    metadata,
    blocks: [
      ...(pages.length > 1
        ? [
            context(
              `Page ${shown + 1} of ${pages.length}${isLast ? '' : ' · the decision is on the last page'}`,
            ),
          ]
        : []),
      ...(pages[shown] ?? []),
      ...(shown > 0
        ? buttons('plan-previous', [button(actions.planPage, 'Previous page', String(shown - 1))])
        : []),
      ...(isLast
        ? []
        : buttons('plan-next', [
            button(actions.planPage, 'Next page', String(shown + 1), { style: 'primary' }),
          ])),
      ...(isLast && request.state === 'pending'
        ? buttons('decide', [approveButton(view), button(actions.deny, 'Deny…', requestValue(request))])
        : []),
      ...(isLast ? buttons('gate', ownerAnswers(view)) : []),
    ],
  });
}

function planBlocks(view: RequestView): readonly KnownBlock[] {
  const { request } = view;
  return [
    header(`${request.id} · ${request.summary.title}`),
    lines([stateLine(view), askedBy(view), ...approvalLines(view)]),
    divider,
    ...facts(request.summary.lines.map(({ label, text, person: id }) => [label, text, id])),
    lines([riskLine({ level: request.risk.level, reasons: [] }, 100)]),
    ...facts(request.risk.reasons.map((why) => ['Because', why])),
    ...askedAgain(view, everything),
    divider,
    ...operations(view),
    divider,
    lines([
      [bold('Facts that this plan stands on')],
      ...(request.plan.pins.length === 0 ? [[quiet('none')]] : []),
    ]),
    ...facts([
      ...request.plan.pins.map((pin): Fact => [pin.subject, pin.is]),
      ['Plan hash', request.planHash],
    ]),
  ];
}

function operations(view: RequestView): readonly KnownBlock[] {
  const { plan } = view.request;
  let number = 0;
  return plan.stages.flatMap((stage) => [
    lines([
      [bold(`Stage  ${stage.title}`)],
      ...(stage.gate ? [[say(`◔ before it: ${describeGate(stage.gate)}`)]] : []),
    ]),
    ...stage.operations.flatMap((operation): KnownBlock[] => {
      number += 1;
      const words = describeOperation(operation);
      const progress = view.progress[number - 1];
      const state = progress && progress.state !== 'waiting' ? ` · ${progress.state}` : '';
      return [
        lines([
          [bold(`${number}. `), say(`${words}${state}`)],
          ...(progress?.note ? [[say(progress.note)]] : []),
        ]),
        ...operationDetails(operation),
      ];
    }),
  ]);
}

/** Slack takes 100 blocks in a modal; the size of a view is limited too, so pages stay well below. */
function paged(blocks: readonly KnownBlock[]): readonly (readonly KnownBlock[])[] {
  const pages: KnownBlock[][] = [[]];
  let size = 0;
  for (const block of blocks) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (page.length >= 80 || size + sizeOf([block]) > 40_000)) {
      pages.push([block]);
      size = sizeOf([block]);
    } else {
      page.push(block);
      size += sizeOf([block]);
    }
  }
  return pages;
}
