import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { ChannelId, SlackUserId } from '../../domain/ids.ts';
import { sentence } from '../blocks/plain-answer.ts';
import { parseCommandLine } from '../command-line.ts';
import { failureWords } from '../failure-words.ts';
import { answerTo } from './answers.ts';
import { beginAction } from './begin.ts';
import type { Desk } from './desk.ts';
import { startRequest } from './start-request.ts';

/** Slack waits 3 seconds for the answer; what takes longer follows by `response_url`. */
const patienceMs = 1500;

export function onIamCommand(desk: Desk) {
  return async ({ ack, body }: SlackCommandMiddlewareArgs): Promise<void> => {
    const by = SlackUserId.parse(body.user_id);
    const line = parseCommandLine(body.text);
    const channel = ChannelId.safeParse(body.channel_id).data;
    if (line.kind === 'request') {
      await ack();
      return startRequest(desk, by, { id: body.trigger_id }, (text) =>
        desk.respond(body.response_url, sentence(text)),
      );
    }
    if (line.kind === 'begin') {
      await ack();
      return beginAction(desk, by, { id: body.trigger_id }, line.wish, (text) =>
        desk.respond(body.response_url, sentence(text)),
      );
    }
    const answer = answerTo(desk.useCases, by, line, channel).catch((error: unknown) =>
      sentence(failureWords(error, desk.log)),
    );
    const quick = await Promise.race([answer, pause(patienceMs)]);
    if (quick) return ack({ response_type: 'ephemeral', ...quick });
    await ack();
    await desk.respond(body.response_url, await answer);
  };
}

function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}
