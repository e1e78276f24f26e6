import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import { openStage, type Stage, type StageOptions } from './story.ts';

/** A sandbox that looks around by itself; its accounts have been read once. */
export async function openWatchfulStage(options: StageOptions): Promise<Stage> {
  const stage = await openStage(options);
  await allRead(stage);
  return stage;
}

/** So many looks have ended, of all accounts together: the log says it, as nobody in Slack does. */
export const allRead = (stage: Stage, looks = 3): Promise<void> =>
  until(stage, () => stage.logged.filter((line) => line.includes('account looked at')).length >= looks);

/** Moves the clock to the next Monday, 10:00 in Berlin. */
export async function nextMonday(stage: Stage): Promise<void> {
  const now = stage.clock.now();
  const monday = new Date(now);
  monday.setUTCDate(now.getUTCDate() + ((8 - now.getUTCDay()) % 7 || 7));
  monday.setUTCHours(9, 30, 0, 0);
  stage.clock.advance(monday.getTime() - now.getTime());
}

export function digestsIn({ slack }: Stage, channel: string): readonly SlackMessage[] {
  return slack.state
    .messages(channel)
    .filter(({ text, threadTs }) => threadTs === undefined && text.includes('Credentials in'));
}

export const threadOf = ({ slack }: Stage, { channel, ts }: SlackMessage): readonly SlackMessage[] =>
  slack.state.messages(channel).filter(({ threadTs }) => threadTs === ts);

/** Looks again and again, also after the bot was told to: its rounds are further apart than a test should wait. */
export async function until(stage: Stage, holds: () => boolean, timeoutMs = 120_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error('Waited in vain.');
    await stage.app.tick();
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}
