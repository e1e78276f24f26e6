import { z } from 'zod';
import { everySurface } from './blocks.ts';
import { messageOnly, modalOnly } from './message-blocks.ts';
import { type Problem, problemsOf } from './problems.ts';
import { plainText } from './text.ts';

/** What each surface takes: messages 50 blocks, modals and the Home tab 100. */

const messageBlocks = z
  .array(z.discriminatedUnion('type', [...everySurface, ...messageOnly]))
  .max(50)
  .superRefine(uniqueIds)
  .superRefine(noFileInput);
const modalBlocks = z
  .array(z.discriminatedUnion('type', [...everySurface, ...modalOnly]))
  .max(100)
  .superRefine(uniqueIds);
const homeBlocks = z
  .array(z.discriminatedUnion('type', everySurface))
  .max(100)
  .superRefine(uniqueIds)
  .superRefine(noFileInput);

const viewCommon = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    blocks: modalBlocks,
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...viewCommon,
  })
  .superRefine((view, context) => {
    if (view.submit !== undefined || !view.blocks.some((block) => block.type === 'input')) return;
    context.addIssue({ code: 'custom', message: 'missing required field: submit' });
  });
const home = z.strictObject({ type: z.literal('home'), blocks: homeBlocks, ...viewCommon });

export function messageProblems(blocks: unknown): readonly Problem[] {
  return problemsOf(messageBlocks, blocks, '/blocks');
}

export function viewProblems(view: unknown, kind: 'modal' | 'home'): readonly Problem[] {
  return problemsOf(kind === 'modal' ? modal : home, view, '/view');
}

interface BlockLike {
  readonly type: string;
  readonly block_id?: string | undefined;
  readonly elements?: unknown;
  readonly element?: unknown;
}

/** `block_id` once in a surface, `action_id` once in a block, one element with focus on load. */
function uniqueIds(blocks: readonly BlockLike[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  let focused = 0;
  for (const [index, block] of blocks.entries()) {
    if (block.block_id !== undefined && seen.has(block.block_id)) {
      custom(context, [index, 'block_id'], `block_id "${block.block_id}" already exists`);
    }
    if (block.block_id !== undefined) seen.add(block.block_id);
    const actions = new Set<string>();
    for (const [place, element] of elementsOf(block).entries()) {
      if (element.focus_on_load === true) focused += 1;
      if (focused > 1) custom(context, [index], 'only one element may set focus_on_load');
      const id = element.action_id;
      if (typeof id === 'string' && actions.has(id)) {
        custom(context, [index, 'elements', place, 'action_id'], `action_id "${id}" already exists`);
      }
      if (typeof id === 'string') actions.add(id);
    }
  }
}

function noFileInput(blocks: readonly BlockLike[], context: z.RefinementCtx): void {
  for (const [index, block] of blocks.entries()) {
    if (!elementsOf(block).some((element) => element.type === 'file_input')) continue;
    custom(context, [index, 'element'], 'unsupported type: file_input');
  }
}

function elementsOf(block: BlockLike): readonly Record<string, unknown>[] {
  const list = Array.isArray(block.elements) ? block.elements : [block.element];
  return list.filter((element) => typeof element === 'object' && element !== null);
}

function custom(context: z.RefinementCtx, path: (string | number)[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}
