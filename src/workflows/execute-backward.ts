import type { ChangeRequest } from '../domain/change-request.ts';
import { type Step, stepKey } from '../domain/step.ts';
import { undoOf } from '../domain/undo.ts';
import { isDone, pinned } from './execute-forward.ts';
import { performStep, type StepTask } from './execute-step.ts';
import type { Run } from './run.ts';

/** Takes back, last first, what the ledger says this request did or may have done. */
export async function backward(request: ChangeRequest, run: Run): Promise<void> {
  const steps = await run.deps.store.read((reader) => reader.steps(request.id));
  const ledger = new Map(steps.map((step) => [step.key, step]));
  const target = pinned(request, steps);
  for (const task of undoTasks(request, steps)) {
    const before = ledger.get(task.key);
    if (before && isDone(before)) continue;
    const result = await performStep(request, { ...task, target }, before, run);
    if (result.kind === 'left') return;
  }
  await run.transition({ kind: 'undone' });
}

/** An operation that found everything done at its first attempt changed nothing, so nothing of it is taken back. */
function undoTasks(request: ChangeRequest, steps: readonly Step[]): readonly Omit<StepTask, 'target'>[] {
  return steps
    .filter((step) => step.direction === 'do' && !(step.state === 'already-done' && step.attempts === 1))
    .toSorted((a, b) => b.stage - a.stage || b.index - a.index)
    .flatMap(({ stage, index, operation, produced }) =>
      undoOf(operation, produced).map((inverse, part) => ({
        key: stepKey(request.id, 'undo', stage, index * 10 + part),
        direction: 'undo' as const,
        stage,
        index: index * 10 + part,
        operation: inverse,
      })),
    );
}
