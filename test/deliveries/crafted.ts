import type { Delivery } from '../../src/sandbox/slack/delivery/delivery.ts';
import type { JsonObject } from '../../src/sandbox/slack/model.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { cardWhen, soon } from '../e2e/decisions.ts';
import type { Stage } from '../e2e/story.ts';

/**
 * The payload of a click on Approve that nobody has made: that of a harmless click on the same card, with the other
 * button's action in it. Deliver it as it is and it counts; change it first and it must not.
 */
export async function approval(
  stage: Stage,
  requestId: string,
  by: string = people.platformApprover,
): Promise<JsonObject> {
  const { slack } = stage;
  const card = await cardWhen(stage, requestId, /waiting/);
  const before = slack.deliveries.length;
  await slack.as(by).click(card, 'full-plan');
  const isPlan = (delivery: Delivery) => firstAction(delivery.payload)?.action_id === 'full-plan';
  const sent = await soon(stage, () => slack.deliveries.slice(before).find(isPlan), 'the harmless click');
  await soon(stage, () => slack.as(by).modal?.callbackId === 'full-plan', 'the plan');
  slack.as(by).reload();
  const action = { ...firstAction(sent.payload), action_id: 'approve', action_ts: newTs() };
  return { ...sent.payload, actions: [action] };
}

export const firstAction = (payload: JsonObject): JsonObject | undefined =>
  Array.isArray(payload.actions) ? (payload.actions as readonly JsonObject[])[0] : undefined;

/** The same payload with another action, or with something changed in it. */
export function withAction(payload: JsonObject, change: JsonObject): JsonObject {
  return { ...payload, actions: [{ ...firstAction(payload), ...change }] };
}

let last = 0;
/** A moment at which nobody has clicked before. */
export function newTs(): string {
  last += 1;
  return `${Math.floor(Date.now() / 1000)}.${String(last).padStart(6, '0')}`;
}
