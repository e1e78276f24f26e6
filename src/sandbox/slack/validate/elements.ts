import { z } from 'zod';
import {
  initialDate,
  initialMany,
  initialOne,
  lengthsAgree,
  oneListOfOptions,
  whole,
} from './initial-values.ts';
import { richText } from './rich-text.ts';
import { actionId, confirm, dispatchActionConfig, option, optionGroup, plainText } from './text.ts';

/** Interactive elements. Which block takes which is said in blocks.ts. */

const acts = { action_id: actionId };
const asks = { ...acts, confirm: confirm.optional() };
const focuses = { focus_on_load: z.boolean().optional() };
const holds = { placeholder: plainText(150).optional() };
const picks = { ...asks, ...focuses, ...holds };
const types = { ...acts, ...focuses, ...holds, dispatch_action_config: dispatchActionConfig.optional() };
const several = { max_selected_items: z.number().int().min(1).optional() };
const ids = z.array(z.string()).optional();
const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();

export const button = z.strictObject({
  type: z.literal('button'),
  ...asks,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const choices = { options: z.array(option('rich')).min(1).max(10) };
const listed = {
  options: z.array(option('plain')).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...asks,
    ...focuses,
    ...choices,
    initial_options: z.array(option('rich')).min(1).optional(),
  })
  .superRefine(initialMany);
export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...asks,
    ...focuses,
    ...choices,
    initial_option: option('rich').optional(),
  })
  .superRefine(initialOne);
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...asks,
  options: z.array(option('overflow')).min(1).max(5),
});

export const selects = [
  z
    .strictObject({
      type: z.literal('static_select'),
      ...picks,
      ...listed,
      initial_option: option('plain').optional(),
    })
    .superRefine(oneListOfOptions)
    .superRefine(initialOne),
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...picks,
      ...listed,
      ...several,
      initial_options: z.array(option('plain')).min(1).optional(),
    })
    .superRefine(oneListOfOptions)
    .superRefine(initialMany),
  z.strictObject({
    type: z.literal('external_select'),
    ...picks,
    initial_option: option('plain').optional(),
    min_query_length: z.number().int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...picks,
    ...several,
    initial_options: z.array(option('plain')).min(1).optional(),
    min_query_length: z.number().int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...picks, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal('multi_users_select'), ...picks, ...several, initial_users: ids }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...picks,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: conversationFilter,
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...picks,
    ...several,
    initial_conversations: ids,
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...picks,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('multi_channels_select'), ...picks, ...several, initial_channels: ids }),
] as const;

export const datepicker = z
  .strictObject({ type: z.literal('datepicker'), ...picks, initial_date: z.string().optional() })
  .superRefine(initialDate);
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...picks,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
});
export const dateTimePicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...asks,
  ...focuses,
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
});

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...types,
  initial_value: richText.optional(),
  min_lines: z.number().int().min(1).max(100).optional(),
  max_lines: z.number().int().min(1).max(100).optional(),
});

export const typed = [
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      ...types,
      initial_value: z.string().max(3000).optional(),
      multiline: z.boolean().optional(),
      min_length: z.number().int().min(0).max(3000).optional(),
      max_length: z.number().int().min(1).max(3000).optional(),
    })
    .superRefine(lengthsAgree),
  z.strictObject({ type: z.literal('email_text_input'), ...types, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...types, initial_value: z.string().optional() }),
  z
    .strictObject({
      type: z.literal('number_input'),
      ...types,
      is_decimal_allowed: z.boolean(),
      initial_value: z.string().optional(),
      min_value: z.string().optional(),
      max_value: z.string().optional(),
    })
    .superRefine(whole),
] as const;

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...acts,
  filetypes: z.array(z.string()).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
});

const feedback = z.strictObject({
  text: plainText(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).optional(),
});
export const contextActions = [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    ...acts,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    ...asks,
    icon: z.enum(['trash']),
    text: plainText(75),
    value: z.string().max(2000).optional(),
    accessibility_label: z.string().max(75).optional(),
    visible_to_user_ids: ids,
  }),
] as const;
