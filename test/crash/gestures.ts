import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import { SlackUserError } from '../../src/sandbox/slack/person.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { previewOf, type Wish } from '../e2e/request-form.ts';
import type { World } from './world.ts';

/** What persons do when the app dies under their hands: they repeat what Slack told them has failed, and nothing else. */

/** Waiting includes a restart of the app, and the look for lost work after it. */
const patienceMs = 40_000;
const formPatienceMs = 10_000;

/** Does it again as often as the Slack client shows an error. What was acknowledged is never repeated. */
async function insist<T>(world: World, gesture: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    await world.up();
    const death = world.nextDeath();
    try {
      return await gesture();
    } catch (error) {
      const failed =
        error instanceof SlackUserError &&
        (error.code === 'dispatch_failed' || error.code === 'operation_timeout');
      if (!failed || tries === 10) throw error;
      await Promise.race([death, sleep(2_000, undefined, { ref: false })]);
    }
  }
}

/** Asks for a service account. A form that has stopped answering is begun again; one that could not be sent is sent again. */
export async function ask(world: World, wish: Wish = {}): Promise<void> {
  const requester = world.slack.as(people.requester);
  for (let tries = 1; ; tries++) {
    await world.up();
    const death = world.nextDeath();
    try {
      const preview = await previewOf({ slack: impatient(world), clock: world.clock }, wish);
      await insist(world, () => requester.submit(preview.id));
      break;
    } catch (error) {
      if (tries === 3) throw error;
      // The broken connection is seen a moment before the death.
      await Promise.race([death, sleep(2_000, undefined, { ref: false })]);
      requester.reload();
    }
  }
  const sent = JSON.stringify([requester.modal?.title, requester.modal?.blocks]);
  if (!/IAM-\d+/.test(sent)) throw new Error(`The form says after it was sent: ${sent}`);
}

/** Slack, in which nobody waits for an app that has died meanwhile. */
function impatient(world: World): Pick<World['slack'], 'as' | 'waitFor' | 'idle'> {
  const { slack } = world;
  const death = world.nextDeath();
  return {
    as: slack.as,
    idle: slack.idle,
    waitFor: (find, options) =>
      Promise.race([
        slack.waitFor(find, { timeoutMs: formPatienceMs, ...options }),
        death.then((): never => {
          throw new Error(`The app died before ${options?.what ?? 'it answered'}.`);
        }),
      ]),
  };
}

/** Presses a button of the card, if it is still there; whoever saw an error looks at the card again first. */
export async function press(world: World, by: string, actionId: string): Promise<void> {
  const person = world.slack.as(by);
  await insist(world, async () => {
    const card = onlyCard(world);
    if (!card || !JSON.stringify(card.blocks).includes(`"action_id":"${actionId}"`)) return;
    await person.click(card, actionId);
  });
}

export const onlyCard = (world: World): SlackMessage | undefined =>
  ours(world, channelIds.approvals).find((message) => keyOf(message).endsWith('/card'));

export const keyOf = (message: SlackMessage): string =>
  String((message.metadata?.event_payload as { key?: string } | undefined)?.key ?? '');

/** The bot's messages in a channel that are about a request. */
export const ours = (world: World, channel: string): readonly SlackMessage[] =>
  world.slack.state.messages(channel).filter((message) => keyOf(message) !== '');

/** The bot's messages to the requester. */
export const toRequester = (world: World): readonly SlackMessage[] =>
  world.slack
    .as(people.requester)
    .dm()
    .filter((message) => keyOf(message) !== '');

/** Waits for the card and the requester's own copy to say something, and for further messages to the requester. */
export async function told(world: World, says: RegExp, notes: readonly RegExp[] = []): Promise<void> {
  await world.slack.waitFor(
    () => {
      const status = toRequester(world).find((message) => keyOf(message).endsWith('/status'));
      const card = onlyCard(world);
      const noted = notes.every((key) => toRequester(world).some((message) => key.test(keyOf(message))));
      return card && status && says.test(card.text) && says.test(status.text) && noted;
    },
    { timeoutMs: patienceMs, what: `card and status like ${says} and ${notes.join(', ')}` },
  );
  await world.quiet();
}
