import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { option } from '../blocks/option.ts';
import type { Desk } from './desk.ts';

type OptionsArgs = SlackOptionsMiddlewareArgs<'block_suggestion'>;

/** Slack takes 100 options. */
const maxOptions = 100;

export function onAccountOptions(desk: Desk) {
  return async ({ ack, body }: OptionsArgs): Promise<void> => {
    const found = await desk.useCases.form.accounts(SlackUserId.parse(body.user.id), body.value);
    await ack({ options: found.slice(0, maxOptions).map(option) });
  };
}

/** Only the bundles offered in the account chosen so far, which the draft knows. */
export function onBundleOptions(desk: Desk) {
  return async ({ ack, body }: OptionsArgs): Promise<void> => {
    const draftId = body.view?.private_metadata ?? '';
    const found = await desk.useCases.form.bundles(SlackUserId.parse(body.user.id), draftId, body.value);
    await ack({ options: found.slice(0, maxOptions).map(option) });
  };
}
