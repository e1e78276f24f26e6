import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Advice, FormPage } from '../../workflows/use-cases.ts';
import { actions, views } from '../ids.ts';
import { inputFor } from './form-input.ts';
import { context, divider } from './message.ts';
import { modal } from './modal.ts';
import { option } from './option.ts';
import { sourceLines } from './ready-answer.ts';
import { bold, lines, say } from './rich.ts';
import { fitText, plain } from './text.ts';

type PathPage = Extract<FormPage, { page: 'path' }>;

/**
 * First page: what needs access, the way that needs no user, and the questions that decide. The choice sits outside an
 * input block, so that the page needs no submit button where the answer is the advice itself.
 */
export function pathPage(page: PathPage): ModalView {
  const { advice } = page;
  return modal(views.path, {
    title: 'Ask for access',
    close: advice?.leadsTo === 'no-user' ? 'Done' : 'Cancel',
    metadata: page.draftId,
    ...submitOf(advice),
    blocks: [
      lines([
        [bold('What needs access to AWS?')],
        [say('The answer decides whether a user with a key is needed at all.')],
      ]),
      { type: 'actions', block_id: 'path', elements: [pathChoice(page)] },
      ...(advice ? [divider, ...adviceBlocks(advice, page)] : []),
    ],
  });
}

function submitOf(advice: Advice | undefined): { readonly submit?: string } {
  switch (advice?.leadsTo) {
    case 'role':
      return { submit: 'Show me how' };
    case 'user':
    case 'user-with-reason':
      return { submit: 'Continue' };
    default:
      return {};
  }
}

/** One list, grouped by where it runs: typing in it finds the way. */
function pathChoice({ families, chosen }: PathPage) {
  const groups = families.map(({ title, paths }) => ({
    label: plain(title, 75),
    options: paths.map(option).slice(0, 100),
  }));
  const initial = groups
    .flatMap(({ options }): readonly PlainTextOption[] => options)
    .find(({ value }) => value === chosen);
  return {
    type: 'static_select' as const,
    action_id: actions.choosePath,
    placeholder: plain('It runs …', 150),
    option_groups: groups.slice(0, 100),
    ...(initial ? { initial_option: initial } : {}),
  };
}

function adviceBlocks(advice: Advice, page: PathPage): KnownBlock[] {
  const around = { ...page, options: {}, teams: [] };
  return [
    lines([[bold(advice.title)], [say(fitText(advice.text, 3000))]]),
    ...(advice.leadsTo === 'no-user' ? [] : advice.questions).flatMap((question): KnownBlock[] => {
      const input = inputFor(question, around, 0);
      return input ? [input] : [];
    }),
    ...(advice.leadsTo === 'no-user'
      ? [
          lines(sourceLines(advice.links)),
          context('No user is needed for this. There is nothing more to ask for here.'),
        ]
      : []),
  ];
}
