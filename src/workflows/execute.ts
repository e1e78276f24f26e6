import { type ChangeRequest, currentHold } from '../domain/change-request.ts';
import type { RequestId } from '../domain/ids.ts';
import { backward } from './execute-backward.ts';
import { check } from './execute-check.ts';
import { forward } from './execute-forward.ts';
import { lookAtGate } from './execute-gate.ts';
import { type ExecuteDeps, makeRun, type Run } from './run.ts';

/**
 * Moves an approved request through its plan, from wherever the ledger says it is. Safe to call any
 * number of times, on any replica, after any crash. Throws `Unavailable` when it can't even be checked.
 * `busy` while another replica is at it.
 */
export async function execute(requestId: RequestId, deps: ExecuteDeps): Promise<'done' | 'busy'> {
  return deps.store.exclusively(`execute/${requestId}`, async (): Promise<'done' | 'busy'> => {
    const token = deps.newToken();
    const request = await deps.store.transaction(async (tx) => {
      const current = await tx.lockRequest(requestId);
      if (current && runs(current)) await tx.takeRun(requestId, token);
      return current;
    }, 'execute/take');
    if (!request || !runs(request)) return 'done';
    const run = makeRun(requestId, token, deps);
    const checked = request.state === 'approved' ? await checkAlone(request, run) : request;
    if (checked === 'busy') return 'busy';
    const going = checked?.state === 'waiting' ? await lookAtGate(checked, run) : checked;
    if (going?.state === 'executing') await forward(going, run);
    if (checked?.state === 'undoing') await backward(checked, run);
    return 'done';
  });
}

/**
 * Of two requests that make a key for one user, the second has to see at its check that the first has begun: each would
 * take the other's key for one that nobody has the secret of.
 */
function checkAlone(request: ChangeRequest, run: Run): Promise<ChangeRequest | undefined | 'busy'> {
  const { plan, target } = request;
  const makesKey = plan.stages.some(({ operations }) =>
    operations.some(({ kind }) => kind === 'create-access-key'),
  );
  if (!makesKey) return check(request, run);
  const name = `key-maker/${target.accountId}/${target.userName.toLowerCase()}`;
  return run.deps.store.exclusively(name, () => check(request, run));
}

const runs = (request: ChangeRequest) =>
  request.state === 'approved' ||
  request.state === 'executing' ||
  request.state === 'undoing' ||
  currentHold(request) !== undefined;
