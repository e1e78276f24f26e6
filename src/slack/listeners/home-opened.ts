import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { SlackUserId } from '../../domain/ids.ts';
import { failureWords } from '../failure-words.ts';
import type { Desk } from './desk.ts';

/** Opening the tab draws it anew. Changes nothing, so a repeated event does no harm. */
export function onHomeOpened(desk: Desk) {
  return async ({ event }: SlackEventMiddlewareArgs<'app_home_opened'>): Promise<void> => {
    if (event.tab !== 'home') return;
    try {
      await desk.refreshHome(SlackUserId.parse(event.user));
    } catch (error) {
      failureWords(error, desk.log);
    }
  };
}
