import { z } from 'zod';
import { type Person, SlackUserError } from '../slack/person.ts';
import type { Answer } from './wire.ts';

const id = z.string().min(1).max(300);
const fieldValue = z.union([z.string().max(20_000), z.number(), z.array(z.string().max(300)), z.null()]);
const message = z.strictObject({ channel: id, ts: id });
const surface = z.union([message, id]);

/** What a person can do at their client, as the page sends it. */
export const PersonAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('command'), channel: id, text: z.string().max(4000) }),
  z.strictObject({
    do: z.literal('click'),
    surface,
    actionId: id,
    blockId: id.optional(),
    value: z.string().max(2000).optional(),
    selected: fieldValue.optional(),
  }),
  z.strictObject({ do: z.literal('fill'), surface, values: z.record(id, fieldValue) }),
  z.strictObject({ do: z.literal('suggest'), surface, actionId: id, query: z.string().max(300) }),
  z.strictObject({ do: z.literal('submit'), view: id }),
  z.strictObject({ do: z.literal('close'), view: id, all: z.boolean().optional() }),
  z.strictObject({ do: z.literal('shortcut'), callbackId: id }),
  z.strictObject({ do: z.literal('messageShortcut'), callbackId: id, message }),
  z.strictObject({ do: z.literal('openHome') }),
  z.strictObject({
    do: z.literal('say'),
    channel: id,
    text: z.string().min(1).max(12_000),
    threadTs: id.optional(),
  }),
  z.strictObject({ do: z.literal('react'), message, emoji: z.string().regex(/^[a-z0-9_+-]{1,60}$/) }),
  z.strictObject({ do: z.literal('join'), channel: id }),
  z.strictObject({ do: z.literal('read'), channel: id }),
  z.strictObject({ do: z.literal('reload') }),
]);
export type PersonAction = z.infer<typeof PersonAction>;

/** Does it as that person. What Slack would say to them when it fails comes back as an answer, not as an error. */
export async function actAs(person: Person, action: PersonAction): Promise<Answer> {
  try {
    return { ok: true, result: (await perform(person, action)) ?? null };
  } catch (error) {
    if (!(error instanceof SlackUserError)) throw error;
    const answer = { ok: false, code: error.code, text: error.message } as const;
    return error.detail === undefined ? answer : { ...answer, detail: error.detail };
  }
}

async function perform(person: Person, action: PersonAction): Promise<unknown> {
  switch (action.do) {
    case 'command':
      return person.command(action.channel, action.text);
    case 'click': {
      const { blockId, value, selected } = action;
      return person.click(action.surface, action.actionId, {
        ...(blockId === undefined ? {} : { blockId }),
        ...(value === undefined ? {} : { value }),
        ...(selected === undefined ? {} : { selected }),
        // The page has asked the person already.
        confirm: 'accept',
      });
    }
    case 'fill':
      return person.fill(action.surface, action.values);
    case 'suggest':
      return person.suggest(action.surface, action.actionId, action.query);
    case 'submit':
      return person.submit(action.view);
    case 'close':
      return person.close(action.view, { all: action.all ?? false });
    case 'shortcut':
      return person.shortcut(action.callbackId);
    case 'messageShortcut':
      return person.messageShortcut(action.callbackId, action.message);
    case 'openHome':
      return person.openHome();
    case 'say':
      return person.say(
        action.channel,
        escaped(action.text),
        action.threadTs === undefined ? {} : { threadTs: action.threadTs },
      );
    case 'react':
      return person.react(action.message, action.emoji);
    case 'join':
      return person.join(action.channel);
    case 'read':
      return person.read(action.channel);
    case 'reload':
      return person.reload();
  }
}

/** Slack's client sends what people type with these three escaped, so that it never becomes a link or a mention. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
