import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Advice, FormPage, Option } from '../../workflows/use-cases.ts';
import { actions, fields, views } from '../ids.ts';
import { context, divider } from './message.ts';
import { modal } from './modal.ts';
import { bold, type Inline, lines, preformatted, say } from './rich.ts';
import { asTyped, fitText, plain } from './text.ts';

type PathPage = Extract<FormPage, { page: 'path' }>;

/**
 * First page: where the program runs, and the way that needs no user. The choice sits outside an input block, so
 * that the page needs no submit button where the answer is the advice itself.
 */
export function pathPage(page: PathPage): ModalView {
  const { advice } = page;
  const goesOn = advice !== undefined && (advice.userNeeded !== 'no' || advice.asks !== undefined);
  return modal(views.path, {
    title: 'Ask for access',
    close: advice?.userNeeded === 'yes' || !advice ? 'Cancel' : 'Done',
    metadata: page.draftId,
    ...(goesOn ? { submit: 'Continue' } : {}),
    blocks: [
      lines([
        [bold('What needs access to AWS?')],
        [say('The answer decides whether a user with a key is needed at all.')],
      ]),
      { type: 'actions', block_id: 'path', elements: [pathChoice(page)] },
      ...(advice ? [divider, ...adviceBlocks(advice)] : []),
      ...(advice?.asks ? [insistInput(advice.asks, page)] : []),
    ],
  });
}

function pathChoice({ paths, chosen }: PathPage) {
  const options = paths.map(option);
  const initial = options.find(({ value }) => value === chosen);
  const common = {
    action_id: actions.choosePath,
    ...(initial ? { initial_option: initial } : {}),
  };
  if (options.length <= 10) return { type: 'radio_buttons' as const, ...common, options };
  return {
    type: 'static_select' as const,
    ...common,
    options: options.slice(0, 100),
    placeholder: plain('It runs …', 150),
  };
}

function adviceBlocks(advice: Advice): KnownBlock[] {
  const link: readonly Inline[] =
    advice.link && /^https:\/\//.test(advice.link.url)
      ? [{ type: 'link', url: advice.link.url, text: fitText(advice.link.text, 200) }]
      : [];
  return [
    lines([[bold(advice.title)], [say(fitText(advice.text, 3000))], ...(link.length > 0 ? [link] : [])]),
    ...(advice.material
      ? [lines([[bold(advice.material.label)]]), preformatted(fitText(advice.material.code, 12_000))]
      : []),
    ...(advice.userNeeded === 'no'
      ? [context('No user is needed for this. There is nothing more to ask for here.')]
      : []),
  ];
}

function insistInput(asks: NonNullable<Advice['asks']>, { chosen, insist }: PathPage): KnownBlock {
  return {
    type: 'input',
    // One for each path: Slack would keep the answer to another path's question.
    block_id: `insist:${chosen ?? ''}`.slice(0, 255),
    label: plain(asks.label, 2000),
    hint: plain(asks.hint, 2000),
    element: {
      type: 'plain_text_input',
      action_id: fields.insist,
      multiline: true,
      max_length: 500,
      ...(insist ? { initial_value: asTyped(insist, 500) } : {}),
    },
  };
}

/** An option within Slack's 75 characters for text, description and value. */
export function option({ value, text, description }: Option): PlainTextOption {
  return {
    value,
    text: plain(text, 75),
    ...(description ? { description: plain(description, 75) } : {}),
  };
}
