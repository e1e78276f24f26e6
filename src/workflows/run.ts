import { actionById } from '../actions/index.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import type { Command } from '../domain/command.ts';
import { decide } from '../domain/decide.ts';
import type { House } from '../domain/house.ts';
import type { RequestId } from '../domain/ids.ts';
import { commit } from './commit.ts';
import { endOverridden } from './contention.ts';
import type { People } from './people.ts';
import type { Iam, Store } from './ports.ts';
import type { Replan } from './replan.ts';

export interface ExecuteDeps {
  readonly store: Store;
  readonly iam: Iam;
  readonly people: People;
  readonly house: House;
  readonly replan: Replan;
  /** Aborted when the process is asked to stop: the step that runs is finished, no other begins. */
  readonly stopping: AbortSignal;
  readonly newToken: () => string;
  /** Waits up to this are slept through; longer ones become a row that `tick` resumes. Two seconds; tests that move the clock sleep through none. */
  readonly longestSleepMs?: number;
}

/** AWS may say “later” for so long before a person is asked. */
export const giveUpAfterMs = 30 * 60_000;

/** One execution at a time for each request, fenced by its token: who lost the run commits nothing more. */
export interface Run {
  readonly deps: ExecuteDeps;
  readonly requestId: RequestId;
  readonly token: string;
  /** Decides and commits under the run's fence. A refusal means that somebody else moved the request: stop. */
  transition(command: Command): Promise<ChangeRequest | undefined>;
}

/** Takes the fence's place around every transition. */
export function makeRun(requestId: RequestId, token: string, deps: ExecuteDeps): Run {
  return {
    deps,
    requestId,
    token,
    transition: (command) =>
      deps.store.transaction(async (tx) => {
        const moment = command.kind === 'start' ? 'begins' : command.kind === 'complete' ? 'done' : undefined;
        const known = moment && (await tx.request(requestId));
        if (known && actionById(known.action)?.overrides) await tx.lockUser(known.target);
        const current = await tx.lockRequest(requestId);
        if (!(await tx.holdsRun(requestId, token))) return undefined;
        const decision = decide(current, command, { now: await tx.now(), house: deps.house });
        if (!decision.ok) return undefined;
        await commit(tx, decision);
        if (moment) await endOverridden(tx, decision.next, moment, deps.house);
        return decision.next;
      }, `execute/${command.kind}`),
  };
}
