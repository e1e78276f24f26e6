import { ChangeRequest } from '../../src/domain/change-request.ts';
import { decide } from '../../src/domain/decide.ts';
import type { House } from '../../src/domain/house.ts';
import { RequestId } from '../../src/domain/ids.ts';
import { planHash } from '../../src/domain/plan.ts';
import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import { channelIds } from '../../src/sandbox/workspace.ts';
import { commit } from '../../src/workflows/commit.ts';
import { keyOf } from '../crash/gestures.ts';
import type { TwoReplicas } from './two-replicas.ts';

/** A request that is like another one, for a user of another name, submitted without the form. */
export async function plant(
  { store, house }: Pick<TwoReplicas, 'store' | 'house'>,
  model: ChangeRequest,
  options: {
    readonly waiting?: Partial<House['waiting']>;
  } = {},
): Promise<RequestId> {
  return store.transaction(async (tx) => {
    const id = RequestId.parse(`IAM-${await tx.nextRequestNumber()}`);
    const text = JSON.stringify(model)
      .replaceAll(new RegExp(`\\b${model.id}\\b`, 'g'), id)
      .replaceAll(model.target.userName, `svc-planted-${id.slice(4)}`);
    const copy = ChangeRequest.parse(JSON.parse(text));
    const submission = { ...copy, planHash: planHash(copy.plan) };
    const decision = decide(
      undefined,
      { kind: 'submit', submission },
      { now: await tx.now(), house: { ...house, waiting: { ...house.waiting, ...options.waiting } } },
    );
    if (!decision.ok) throw new Error(decision.refusal.say);
    await commit(tx, decision);
    return id;
  }, 'planted');
}

/** The cards of these requests, once the replicas have posted all of them. */
export function cardsOf(
  { slack }: Pick<TwoReplicas, 'slack'>,
  ids: readonly RequestId[],
): Promise<readonly SlackMessage[]> {
  return slack.waitFor(
    () => {
      const byKey = new Map(
        slack.state.messages(channelIds.approvals).map((message) => [keyOf(message), message]),
      );
      const cards = ids.flatMap((id) => byKey.get(`${id}/card`) ?? []);
      return cards.length === ids.length && cards;
    },
    { timeoutMs: 60_000, what: `${ids.length} cards` },
  );
}

/** Waits until each of these requests is in one of the states, and its card says what the request is. */
export async function settled(
  replicas: Pick<TwoReplicas, 'slack' | 'store'>,
  ids: readonly RequestId[],
  words: RegExp,
): Promise<void> {
  await replicas.slack.waitFor(
    () => {
      const cards = replicas.slack.state
        .messages(channelIds.approvals)
        .filter((message) => keyOf(message).endsWith('/card') && words.test(message.text));
      const said = new Set(cards.map((message) => keyOf(message).slice(0, -'/card'.length)));
      return ids.every((id) => said.has(id));
    },
    { timeoutMs: 120_000, what: `the cards of ${ids.join(', ')} to say ${words}` },
  );
}
