import type { BlockAction, BlockElementAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { ChannelId, SlackUserId } from '../../domain/ids.ts';
import type { Place } from '../../workflows/intent.ts';
import type { Drawn } from '../blocks/message.ts';
import { answerModal, sentence } from '../blocks/plain-answer.ts';
import { deliveryKey } from '../delivery-key.ts';
import { failureWords } from '../failure-words.ts';
import { readMetadata } from '../view-metadata.ts';
import type { Desk } from './desk.ts';

export type ClickArgs = SlackActionMiddlewareArgs<BlockAction<BlockElementAction>>;

/** A click on a button or a choice, read once. */
export interface Click {
  readonly by: SlackUserId;
  readonly key: string;
  /** A button's value, or that of the option chosen. */
  readonly value: string | undefined;
  readonly place: Place;
  readonly trigger: { readonly id: string; readonly inModal: boolean };
  readonly view: BlockAction['view'];
  readonly responseUrl: string | undefined;
}

export function readClick({ body, action }: Pick<ClickArgs, 'body' | 'action'>): Click {
  const { container, view } = body;
  const where = view ? view.id : `${container?.channel_id ?? ''} ${container?.message_ts ?? ''}`;
  const channel = ChannelId.safeParse(body.channel?.id);
  const thread: unknown = body.message?.thread_ts;
  const remembered = view ? readMetadata(view.private_metadata) : undefined;
  const place: Place = remembered
    ? {
        ...(remembered.channel ? { channel: remembered.channel } : {}),
        ...(remembered.thread ? { thread: remembered.thread } : {}),
      }
    : {
        ...(channel.success ? { channel: channel.data } : {}),
        ...(typeof thread === 'string' ? { thread } : {}),
      };
  const by = SlackUserId.parse(body.user.id);
  return {
    by,
    key: deliveryKey({ type: body.type, user: by, what: action.action_id, when: action.action_ts, where }),
    value: chosenValue(action),
    place,
    trigger: { id: body.trigger_id, inModal: view?.type === 'modal' },
    view,
    // Bolt types it as always there; a click in a view has none.
    responseUrl:
      typeof body.response_url === 'string' && body.response_url !== '' ? body.response_url : undefined,
  };
}

function chosenValue(action: BlockElementAction): string | undefined {
  if (action.type === 'button') return action.value;
  if (action.type === 'radio_buttons' || action.type === 'static_select')
    return action.selected_option?.value;
  return undefined;
}

/** Answers a click: beside the message, in the modal it came from, or in a new one. */
export async function answerClick(
  desk: Desk,
  click: Click,
  title: string,
  answer: Promise<Drawn>,
): Promise<void> {
  const drawn = answer.catch((error: unknown) => sentence(failureWords(error, desk.log)));
  if (click.responseUrl) return desk.respond(click.responseUrl, await drawn);
  const page = drawn.then((message) => answerModal(title, message));
  if (click.trigger.inModal && click.view) return desk.pages.replace(click.view.id, page);
  await desk.pages.open(click.trigger, page);
}

/** Tells the person a sentence, wherever they clicked. Never throws: there is nobody left to tell. */
export async function tell(desk: Desk, click: Click, text: string): Promise<void> {
  try {
    if (click.responseUrl) await desk.respond(click.responseUrl, sentence(text));
    else await desk.chat.whisper({ person: click.by, ...click.place }, text);
  } catch (error) {
    desk.log.warn({ err: error, by: click.by }, 'an answer did not arrive');
  }
}

/** Work after the acknowledgement: what it throws is told to the person, with a reference if it is a bug. */
export async function afterAck(desk: Desk, click: Click, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await tell(desk, click, failureWords(error, desk.log));
  }
}
