import { type ChangeRequest, currentHold } from '../domain/change-request.ts';
import type { RequestId } from '../domain/ids.ts';
import { backward } from './execute-backward.ts';
import { check } from './execute-check.ts';
import { forward } from './execute-forward.ts';
import { lookAtGate } from './execute-gate.ts';
import { type ExecuteDeps, makeRun } from './run.ts';

/**
 * Moves an approved request through its plan, from wherever the ledger says it is. Safe to call any
 * number of times, on any replica, after any crash. Throws `Unavailable` when it can't even be checked.
 * `busy` while another replica is at it.
 */
export async function execute(requestId: RequestId, deps: ExecuteDeps): Promise<'done' | 'busy'> {
  return deps.store.exclusively(`execute/${requestId}`, async (): Promise<'done'> => {
    const token = deps.newToken();
    const request = await deps.store.transaction(async (tx) => {
      const current = await tx.lockRequest(requestId);
      if (current && runs(current)) await tx.takeRun(requestId, token);
      return current;
    }, 'execute/take');
    if (!request || !runs(request)) return 'done';
    const run = makeRun(requestId, token, deps);
    const checked = request.state === 'approved' ? await check(request, run) : request;
    const going = checked?.state === 'waiting' ? await lookAtGate(checked, run) : checked;
    if (going?.state === 'executing') await forward(going, run);
    if (checked?.state === 'undoing') await backward(checked, run);
    return 'done';
  });
}

const runs = (request: ChangeRequest) =>
  request.state === 'approved' ||
  request.state === 'executing' ||
  request.state === 'undoing' ||
  currentHold(request) !== undefined;
