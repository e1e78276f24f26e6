import { z } from 'zod';
import {
  button,
  checkboxes,
  datepicker,
  dateTimePicker,
  fileInput,
  overflow,
  radioButtons,
  richTextInput,
  selects,
  timepicker,
  typed,
} from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, blockId, hasOneSource, image, mrkdwnText, plainText } from './text.ts';

/** The block types. Sizes from Slack's Block Kit reference; which surface takes which is said in surfaces.ts. */

const common = { block_id: blockId };
const pickers = [datepicker, timepicker, ...selects, checkboxes, radioButtons] as const;
const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  action_id: z.string().max(255).optional(),
  text: plainText(75),
  workflow: z.looseObject({}),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

export const actions = z.strictObject({
  type: z.literal('actions'),
  ...common,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        button,
        overflow,
        dateTimePicker,
        richTextInput,
        workflowButton,
        ...pickers,
      ]),
    )
    .min(1)
    .max(25),
});

export const section = z
  .strictObject({
    type: z.literal('section'),
    ...common,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, overflow, image, workflowButton, ...pickers]).optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, context) => {
    if (block.text !== undefined || block.fields !== undefined) return;
    context.addIssue({ code: 'custom', message: 'must provide either text or fields' });
  });

export const input = z.strictObject({
  type: z.literal('input'),
  ...common,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [dateTimePicker, richTextInput, fileInput, ...typed, ...pickers]),
});

export const imageBlock = z
  .strictObject({
    type: z.literal('image'),
    ...common,
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
    image_url: z.string().max(3000).optional(),
    slack_file: z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]).optional(),
  })
  .superRefine(hasOneSource);

export const context = z.strictObject({
  type: z.literal('context'),
  ...common,
  elements: z
    .array(z.discriminatedUnion('type', [image, plainText(3000), mrkdwnText(3000)]))
    .min(1)
    .max(10),
});

export const divider = z.strictObject({ type: z.literal('divider'), ...common });
export const header = z.strictObject({ type: z.literal('header'), ...common, text: plainText(150) });

export const video = z.strictObject({
  type: z.literal('video'),
  ...common,
  video_url: z.string().startsWith('https://'),
  thumbnail_url: z.string(),
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: z.string().startsWith('https://').optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: z.string().optional(),
  description: plainText().optional(),
});

/** Blocks that messages, modals and the Home tab take alike. */
export const everySurface = [
  actions,
  context,
  divider,
  header,
  imageBlock,
  input,
  richText,
  section,
  video,
] as const;
