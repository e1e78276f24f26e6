import type { PlainTextOption } from '@slack/types';
import type { Option } from '../../workflows/use-cases.ts';
import { plain } from './text.ts';

/** An option within Slack's 75 characters for text, description and value. */
export function option({ value, text, description }: Option): PlainTextOption {
  return {
    value,
    text: plain(text, 75),
    ...(description ? { description: plain(description, 75) } : {}),
  };
}
