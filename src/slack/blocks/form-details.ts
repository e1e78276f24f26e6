import type { ContextBlock, KnownBlock, ModalView } from '@slack/types';
import type { FormField } from '../../actions/action.ts';
import type { FormPage } from '../../workflows/use-cases.ts';
import { views } from '../ids.ts';
import { inputFor } from './form-input.ts';
import { modal } from './modal.ts';
import { bold, type Line, lines, quiet, say, titledList } from './rich.ts';
import { fitText, oneLine, plain } from './text.ts';

export type DetailsPage = Extract<FormPage, { page: 'details' }>;

/**
 * Second page: the action's fields. `revisions` counts how often the bot itself has changed a field: Slack keeps what
 * was typed as long as block and action id stay the same, so a value set by the bot needs a new block id.
 */
export function detailsPage(
  page: DetailsPage,
  revisions: ReadonlyMap<string, number> = new Map(),
): ModalView {
  const lacking = page.fields.filter(
    ({ name, input, optional }) => input.kind === 'from-facts' && !optional && !page.options[name]?.length,
  );
  return modal(views.details, {
    title: page.title,
    // Without a choice there is no plan, so nothing is asked that would lead nowhere.
    ...(lacking.length > 0 ? { close: 'Close' } : { submit: 'See the plan', close: 'Cancel' }),
    metadata: page.draftId,
    blocks: [
      ...about(page),
      ...(page.problem
        ? [lines([[bold('▲ No plan could be made')], [say(fitText(page.problem, 2500))]])]
        : []),
      ...(lacking.length > 0
        ? lacking.map((field) => nothingFits(field, page))
        : page.fields.flatMap((field) => fieldBlocks(field, page, revisions.get(field.name) ?? 0))),
    ],
  });
}

/** Which user it is about, and what to know of it before filling anything in; of one that is made again, what doesn't come along. */
function about({ about: user, known = [] }: DetailsPage): KnownBlock[] {
  if (user === undefined && known.length === 0) return [];
  const facts = known
    .slice(0, 20)
    .map(({ label, text }): Line => [say(`${oneLine(label, 60)}: ${oneLine(text, 300)}`)]);
  const left = known.length - facts.length;
  const title: Line = [bold(user === undefined ? 'What does not come along' : oneLine(user, 300))];
  if (facts.length === 0) return [lines([title])];
  return [titledList(title, 'bullet', left > 0 ? [...facts, [quiet(`and ${left} more`)]] : facts)];
}

function nothingFits({ label }: FormField, { title, about }: DetailsPage): KnownBlock {
  const what = oneLine(label, 100);
  return lines([
    [
      say(
        `No ${what.charAt(0).toLowerCase()}${what.slice(1)} fits: ${oneLine(about ?? 'this user', 200)} has none for “${oneLine(title, 60)}”. There is nothing to do.`,
      ),
    ],
  ]);
}

function fieldBlocks(field: FormField, page: DetailsPage, revision: number): KnownBlock[] {
  const note = page.notes[field.name];
  const drawn = inputFor(field, page, revision);
  if (drawn === undefined) return [];
  const input: KnownBlock = { ...drawn, ...(dispatches(field) ? { dispatch_action: true } : {}) };
  if (!note) return [input];
  const beside: ContextBlock = {
    type: 'context',
    block_id: `note:${field.name}`.slice(0, 255),
    elements: [plain(`${note.ok ? '✓' : '✕'} ${note.text}`, 2000)],
  };
  return [input, beside];
}

/** Which fields are looked at while the form is still being filled in. */
function dispatches({ input }: FormField): boolean {
  return (
    input.kind === 'account' ||
    input.kind === 'bundles' ||
    (input.kind === 'text' && input.checkWhileTyping === true)
  );
}
