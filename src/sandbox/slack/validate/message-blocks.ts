import { z } from 'zod';
import { actions, context, divider, header, imageBlock, input, section, video } from './blocks.ts';
import { button, contextActions } from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, blockId, image, mrkdwnText, plainText } from './text.ts';

/** The block types that do not exist on every surface. Sizes from the doc comments of @slack/types. */

const common = { block_id: blockId };

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
]);
const table = z.strictObject({
  type: z.literal('table'),
  ...common,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...common,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: z.string(), text: z.string() })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

const card = z
  .strictObject({
    type: z.literal('card'),
    ...common,
    hero_image: image.optional(),
    icon: image.optional(),
    title: mrkdwnText(150).optional(),
    subtitle: mrkdwnText(150).optional(),
    body: mrkdwnText(200).optional(),
    actions: z.array(button).min(1).optional(),
  })
  .superRefine((block, refinement) => {
    if (block.hero_image ?? block.title ?? block.actions ?? block.body) return;
    refinement.addIssue({ code: 'custom', message: 'must provide hero_image, title, actions or body' });
  });

const container = z
  .strictObject({
    type: z.literal('container'),
    ...common,
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion('type', [
          actions,
          context,
          divider,
          header,
          imageBlock,
          input,
          richText,
          section,
          table,
          video,
        ]),
      )
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: image.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .superRefine((block, refinement) => {
    if (block.title ?? block.rich_text_title) return;
    refinement.addIssue({ code: 'custom', message: 'must provide title or rich_text_title' });
  });

/** Blocks for messages only. `file` is absent: Slack adds it to messages, apps cannot. */
export const messageOnly = [
  card,
  container,
  table,
  taskCard,
  z.strictObject({ type: z.literal('carousel'), ...common, elements: z.array(card).min(1).max(10) }),
  z.strictObject({
    type: z.literal('context_actions'),
    ...common,
    elements: z.array(z.discriminatedUnion('type', contextActions)).min(1).max(5),
  }),
  z.strictObject({
    type: z.literal('data_table'),
    ...common,
    rows: z.array(z.array(cell).min(1).max(20)).min(1).max(101),
    caption: z.string().min(1),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('markdown'), ...common, text: z.string().min(1).max(12_000) }),
  z.strictObject({
    type: z.literal('plan'),
    ...common,
    title: z.string().min(1),
    tasks: z.array(taskCard).optional(),
  }),
] as const;

/** Blocks for modals only. */
export const modalOnly = [
  z.strictObject({
    type: z.literal('alert'),
    ...common,
    text: anyText(),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
] as const;
