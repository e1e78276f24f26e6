import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { card, type Stage } from './story.ts';
import { words } from './words.ts';

/** How long a stage on a busy machine may take for a whole execution. */
const patience = { timeoutMs: 30_000 };

/** Looked for at each change, as long as a busy machine may need. */
export function soon<T>(
  stage: Pick<Stage, 'slack'>,
  find: () => T | undefined | false,
  what: string,
): Promise<T> {
  return stage.slack.waitFor(find, { ...patience, what });
}

/** A message from the app in somebody's own conversation with it. */
export function dmWith(
  stage: Pick<Stage, 'slack'>,
  text: RegExp,
  to: string = people.requester,
): Promise<SlackMessage> {
  const direct = () => stage.slack.as(to).dm();
  return soon(
    stage,
    () => direct().findLast((message) => text.test(message.text)),
    `a message like ${text} to ${to}`,
  );
}

/** The card as soon as its text fits: its text ends in the request's state in words. */
export function cardWhen(stage: Stage, requestId: string, fits: RegExp = /./): Promise<SlackMessage> {
  return stage.slack
    .waitFor(
      () => {
        const found = card(stage, requestId);
        return found && fits.test(found.text) ? found : undefined;
      },
      { ...patience, what: `the card of ${requestId} to say ${fits}` },
    )
    .catch((error: Error) => {
      throw new Error(`${error.message} It says: ${words(card(stage, requestId))}`);
    });
}

/** The requester's own copy, as soon as it has this button. */
export function statusOf(
  stage: Stage,
  requestId: string,
  button: string,
  by: string = people.requester,
): Promise<SlackMessage> {
  const has = (message: SlackMessage) => JSON.stringify(message.blocks).includes(`"action_id":"${button}"`);
  return soon(
    stage,
    () =>
      stage.slack
        .as(by)
        .dm()
        .find((message) => message.text.startsWith(`Your request ${requestId} `) && has(message)),
    `the status of ${requestId} with ${button}`,
  );
}

/** Presses a button on the card, as somebody in the approvals channel. */
export async function press(stage: Stage, requestId: string, button: string, by: string): Promise<void> {
  await stage.slack.as(by).click(await cardWhen(stage, requestId), button);
}

export async function approve(
  stage: Stage,
  requestId: string,
  by: string = people.platformApprover,
): Promise<void> {
  await press(stage, requestId, 'approve', by);
}

export async function deny(
  stage: Stage,
  requestId: string,
  reason: string,
  by: string = people.platformApprover,
) {
  const person = stage.slack.as(by);
  await press(stage, requestId, 'deny', by);
  const modal = await stage.slack.waitFor(
    () => (person.modal?.callbackId === 'denial' ? person.modal : undefined),
    patience,
  );
  await person.fill(modal.id, { 'field-reason': reason });
  return person.submit(modal.id);
}

/** What a person is told beside the message, because of what they do. */
export async function toldTo(stage: Stage, by: string, act: () => Promise<unknown>): Promise<string> {
  const person = stage.slack.as(by);
  const before = person.ephemerals().length;
  await act();
  return stage.slack.waitFor(
    () => {
      const now = person.ephemerals();
      return now.length > before ? words(now.at(-1)) : undefined;
    },
    { ...patience, what: `an answer to ${by}` },
  );
}

/** Asked, approved and done. */
export async function carriedOut(stage: Stage, requestId: string, by: string = people.platformApprover) {
  await cardWhen(stage, requestId, /waiting for approval/);
  await approve(stage, requestId, by);
  return cardWhen(stage, requestId, /: done\./);
}

export function threadOf(stage: Stage, requestId: string): readonly SlackMessage[] {
  const parent = card(stage, requestId);
  if (!parent) return [];
  return stage.slack.state
    .messages(parent.channel)
    .filter((message) => message.threadTs === parent.ts && message.ts !== parent.ts);
}
