import { actionById } from '../actions/index.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import { type Contender, isSettled, isUnderWay, refuseContended } from '../domain/contention.ts';
import { decide } from '../domain/decide.ts';
import type { House } from '../domain/house.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { UserRef } from '../domain/user.ts';
import { commit } from './commit.ts';
import type { Reader, Transaction } from './ports.ts';

/** More open requests about one user than there can be. */
const most = 200;

/** What stands in the way of a request on this user. It holds at the submission, under the lock of the user; earlier it is said in good time. */
export async function contended(
  reader: Reader,
  { action: id, user, waits }: { readonly action: string; readonly user: UserRef; readonly waits: boolean },
): Promise<Refusal | undefined> {
  const action = actionById(id);
  if (!action) throw new Error(`No action is called ${id}.`);
  const { concerns } = action;
  const others = await reader.requestsAbout(user, most);
  return refuseContended({ concerns, overrides: overrides(id), waits }, others.map(contender));
}

/** Ends, in the transaction in which `by` begins or is done, what it overrides: another run of it commits nothing more. */
export async function endOverridden(
  tx: Transaction,
  by: ChangeRequest,
  moment: 'begins' | 'done',
  house: House,
): Promise<void> {
  const { overrides: which } = actionById(by.action) ?? {};
  const ends = which === 'running' && moment === 'begins' ? isUnderWay : isSettled;
  if (which === undefined || (which === 'settled') !== (moment === 'done')) return;
  for (const { id } of (await tx.requestsAbout(by.target, most)).filter(ends)) {
    if (id === by.id) continue;
    const decision = decide(
      await tx.lockRequest(id),
      { kind: 'stop', by: by.id },
      { now: await tx.now(), house },
    );
    if (!decision.ok) continue;
    await tx.takeRun(id, `ended by ${by.id}`);
    await commit(tx, decision);
  }
}

export const overrides = (action: string): boolean => actionById(action)?.overrides === 'running';

const contender = (request: ChangeRequest): Contender => ({
  request,
  concerns: actionById(request.action)?.concerns ?? 'everything',
  overrides: overrides(request.action),
});
