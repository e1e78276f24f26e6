import { z } from 'zod';

/** Composition objects. Limits from Slack's Block Kit reference, as in the doc comments of @slack/types. */

export const blockId = z.string().min(1).max(255).optional();
export const actionId = z.string().min(1).max(255).optional();

export function plainText(max = 3000) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwnText(max = 3000) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(max = 3000) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwnText(max)]);
}

export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

/** An option of a select; radio buttons and checkboxes also take mrkdwn, overflows a `url`. */
export function option(kind: 'plain' | 'rich' | 'overflow') {
  return z.strictObject({
    text: kind === 'rich' ? anyText(75) : plainText(75),
    value: z.string().min(1).max(75),
    description: (kind === 'rich' ? anyText(75) : plainText(75)).optional(),
    ...(kind === 'overflow' ? { url: z.string().max(3000).optional() } : {}),
  });
}

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(option('plain')).min(1).max(100),
});

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .max(2),
});

export const image = z
  .strictObject({
    type: z.literal('image'),
    alt_text: z.string().min(1).max(2000),
    image_url: z.string().max(3000).optional(),
    slack_file: z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]).optional(),
  })
  .superRefine(hasOneSource);

/** An image has either a URL or a Slack file. */
export function hasOneSource(
  value: { readonly image_url?: unknown; readonly slack_file?: unknown },
  context: z.RefinementCtx,
): void {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) {
    context.addIssue({ code: 'custom', message: 'must provide either image_url or slack_file' });
  }
}
