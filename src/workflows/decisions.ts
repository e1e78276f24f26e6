import type { Command, Decider } from '../domain/command.ts';
import { decide } from '../domain/decide.ts';
import type { House } from '../domain/house.ts';
import type { RequestId } from '../domain/ids.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { commit } from './commit.ts';
import type { Intent } from './intent.ts';
import type { People } from './people.ts';
import type { Chat, Store } from './ports.ts';
import type { Replan } from './replan.ts';

export interface DecisionDeps {
  readonly store: Store;
  readonly chat: Pick<Chat, 'whisper'>;
  readonly people: People;
  readonly house: House;
  readonly replan: Replan;
}

/**
 * Carries out what somebody clicked. The person is looked up for this very click; the transition, its audit
 * events, its jobs and the delivery's end are one transaction, so a duplicate finds the delivery finished.
 * Throws `Unavailable` when Slack or AWS can't be asked: the delivery stays open and is tried again.
 */
export async function carryOut(key: string, intent: Intent, deps: DecisionDeps): Promise<void> {
  const { store, chat, people, house, replan } = deps;
  const actor = await people.actor(intent.by);
  const refused = actor.ok ? await act(await people.decider(actor.person)) : await finish(actor.refusal);
  if (refused)
    await chat.whisper(
      { person: intent.by, channel: intent.place.channel, thread: intent.place.thread },
      refused.say,
    );

  async function act(by: Decider): Promise<Refusal | undefined> {
    const command =
      intent.kind === 'look-again' ? await lookAgain(intent.requestId, by) : toCommand(intent, by);
    if ('code' in command) return finish(command);
    return store.transaction(async (tx) => {
      if (!(await tx.finishDelivery(key))) return undefined;
      const decision = decide(await tx.lockRequest(intent.requestId), command, {
        now: await tx.now(),
        house,
      });
      if (!decision.ok) return decision.refusal;
      await commit(tx, decision);
      return undefined;
    }, `intent/${intent.kind}`);
  }

  /** Ends a delivery that changes nothing; undefined if somebody else has answered it already. */
  async function finish(why: Refusal): Promise<Refusal | undefined> {
    const first = await store.transaction((tx) => tx.finishDelivery(key), 'intent/refused');
    return first ? why : undefined;
  }

  /** After a drift without a plan: read the account again. Only the person who asked may. */
  async function lookAgain(requestId: RequestId, by: Decider): Promise<Command | Refusal> {
    const request = await store.read((reader) => reader.request(requestId));
    if (!request) return refusal('request-unknown', 'There is no such request. /iam mine lists yours.');
    if (request.requestedBy !== by.id)
      return refusal('not-yours', `Only the person who asked for ${requestId} can do that.`);
    if (request.state !== 'drifted')
      return refusal('not-now', `${requestId} is ${request.state}; there is nothing to look at again.`);
    const again = await replan(request);
    if (again.ok) return { kind: 'drift', proposal: again.proposal, differences: again.differences };
    return again.refusal;
  }
}

function toCommand(intent: Exclude<Intent, { kind: 'look-again' }>, by: Decider): Command {
  switch (intent.kind) {
    case 'approve':
      return { kind: 'approve', by, planHash: intent.planHash };
    case 'deny':
      return { kind: 'deny', by, reason: intent.reason };
    case 'cancel':
    case 'retry':
    case 'undo':
    case 'confirm':
    case 'step-back':
      return { kind: intent.kind, by };
  }
}
