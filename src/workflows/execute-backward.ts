import type { ChangeRequest } from '../domain/change-request.ts';
import { type Step, stepKey } from '../domain/step.ts';
import { undoOf } from '../domain/undo.ts';
import { isDone, pinned } from './execute-forward.ts';
import { markUndone, performStep, type StepTask } from './execute-step.ts';
import type { Run } from './run.ts';

/** Takes back, last first, what the ledger says this request did or may have done; from `undoTo` on, where only a stage goes. */
export async function backward(request: ChangeRequest, run: Run): Promise<void> {
  const steps = await run.deps.store.read((reader) => reader.steps(request.id));
  const ledger = new Map(steps.map((step) => [step.key, step]));
  const target = pinned(request, steps);
  for (const step of stepsToUndo(request, steps)) {
    for (const task of inverses(request, step)) {
      const before = ledger.get(task.key);
      const isOfThisTime = before !== undefined && before.intendedAt >= step.intendedAt;
      if (isOfThisTime && isDone(before)) continue;
      const result = await performStep(request, { ...task, target }, isOfThisTime ? before : undefined, run);
      if (result.kind === 'left') return;
    }
    // Only what may be done again has to be told from what was done.
    if (request.undoTo !== undefined && !(await markUndone(step, run))) return;
  }
  await run.transition({ kind: 'undone' });
}

/** An operation that found everything done at its first attempt changed nothing, so nothing of it is taken back. */
function stepsToUndo({ undoTo = 0 }: ChangeRequest, steps: readonly Step[]): readonly Step[] {
  return steps
    .filter(({ direction, stage, state }) => direction === 'do' && stage >= undoTo && state !== 'undone')
    .toSorted((a, b) => b.stage - a.stage || b.index - a.index);
}

function inverses(request: ChangeRequest, step: Step): readonly Omit<StepTask, 'target'>[] {
  const { stage, index, operation, produced, state, attempts } = step;
  if (state === 'already-done' && attempts === 1) return [];
  const triedBetween = { from: step.intendedAt, to: step.finishedAt ?? request.changedAt };
  return undoOf(operation, produced).map((inverse, part) => ({
    key: stepKey(request.id, 'undo', stage, index * 10 + part),
    direction: 'undo' as const,
    stage,
    index: index * 10 + part,
    operation: inverse,
    preparation: { ...step.preparation, triedBetween },
  }));
}
