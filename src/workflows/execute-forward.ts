import type { ChangeRequest } from '../domain/change-request.ts';
import type { OperationKind } from '../domain/operation.ts';
import { type Step, stepKey } from '../domain/step.ts';
import { lookAtGate } from './execute-gate.ts';
import { performStep } from './execute-step.ts';
import type { Run } from './run.ts';

/** Performs the plan's operations in order, skipping what the ledger has as done, and completes the request. */
export async function forward(request: ChangeRequest, run: Run): Promise<void> {
  const ledger = new Map(
    (await run.deps.store.read((reader) => reader.steps(request.id))).map((step) => [step.key, step]),
  );
  let current = request;
  for (const [stage, { gate, operations }] of request.plan.stages.entries()) {
    if (gate && stage > (current.opened ?? -1)) {
      const held = await run.transition({
        kind: 'reach-gate',
        stage,
        handOver: handedOver([...ledger.values()]),
      });
      const opened = held && (await lookAtGate(held, run));
      if (!opened) return;
      current = opened;
    }
    for (const [index, operation] of operations.entries()) {
      const key = stepKey(request.id, 'do', stage, index);
      const known = ledger.get(key);
      if (known && isDone(known) && !inDoubt(known, ledger)) continue;
      const before = known?.state === 'undone' ? undefined : known;
      const target = pinned(request, [...ledger.values()]);
      const result = await performStep(
        current,
        { key, direction: 'do', stage, index, operation, target },
        before,
        run,
      );
      if (result.kind === 'left') return;
      ledger.set(key, result.step);
    }
  }
  const steps = [...ledger.values()];
  await run.transition({
    kind: 'complete',
    userId: pinned(request, steps).userId,
    handOver: handedOver(steps),
  });
}

/** What compares, and what AWS refuses while something is left. */
const tellsOtherwise: readonly OperationKind[] = ['read-back', 'verify-user', 'remove-user', 'delete-user'];

/**
 * AWS said of something that it needed no change, and a later step of the stage says otherwise: a retry looks at it
 * again. A key is made once, whatever is seen of it.
 */
function inDoubt({ state, stage, operation }: Step, ledger: ReadonlyMap<string, Step>): boolean {
  if (state !== 'already-done' || operation.kind === 'create-access-key') return false;
  return [...ledger.values()].some(
    (other) =>
      other.direction === 'do' &&
      other.stage === stage &&
      other.state === 'failed' &&
      tellsOtherwise.includes(other.operation.kind),
  );
}

const handedOver = (steps: readonly Step[]) =>
  steps.findLast((step) => step.direction === 'do' && step.produced?.handOver)?.produced?.handOver;

export const isDone = (step: Step): boolean => step.state === 'done' || step.state === 'already-done';

/** The target with the UserId that a step of this request has brought to light. */
export function pinned(request: ChangeRequest, steps: readonly Step[]): ChangeRequest['target'] {
  const userId =
    request.target.userId ??
    steps.find((step) => step.direction === 'do' && step.produced?.userId)?.produced?.userId;
  return userId === undefined ? request.target : { ...request.target, userId };
}
