import type { SlackOptionsMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { actBlocks, actPage, userOption } from '../blocks/act-page.ts';
import { loadingPage, refusalPage } from '../blocks/form-preview.ts';
import { failureWords } from '../failure-words.ts';
import { fields } from '../ids.ts';
import { readUserValue } from '../user-value.ts';
import { userActionIds } from '../wish.ts';
import { begun } from './begin.ts';
import { afterAck, type ClickArgs, readClick } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** Change a user…: asks which one, and what for. */
export function onAct(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    await afterAck(desk, click, () => desk.pages.open(click.trigger, Promise.resolve(actPage())));
  };
}

export function onUserOptions(desk: Desk) {
  return async ({ ack, body }: SlackOptionsMiddlewareArgs<'block_suggestion'>): Promise<void> => {
    const found = await desk.useCases.find(SlackUserId.parse(body.user.id), body.value);
    await ack({ options: 'say' in found ? [] : found.matches.flatMap(userOption).slice(0, 100) });
  };
}

/** Continue: the form of the action for the user chosen, in the same modal. */
export function onActSubmitted(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const by = SlackUserId.parse(body.user.id);
    const { values } = view.state;
    const user = values[actBlocks.user]?.[fields.user]?.selected_option?.value;
    const target = readUserValue(user);
    const action = values[actBlocks.action]?.[fields.action]?.selected_option?.value ?? '';
    if (!target || !userActionIds.includes(action))
      return ack({ response_action: 'update', view: refusalPage({ code: 'not-now', say: outdatedWords }) });
    await ack({ response_action: 'update', view: loadingPage('One moment', 'Looking it up …') });
    const page = await begun(desk, by, { action, name: target.name, values: {} }).catch((error: unknown) =>
      refusalPage({ code: 'unavailable', say: failureWords(error, desk.log) }),
    );
    await desk.pages.update(view.id, page);
  };
}
