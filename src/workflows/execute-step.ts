import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import type { StepKey } from '../domain/ids.ts';
import { plusHours } from '../domain/instant.ts';
import type { IamOperation } from '../domain/operation.ts';
import { describeOperation } from '../domain/operation-words.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Step } from '../domain/step.ts';
import type { UserRef } from '../domain/user.ts';
import type { Attempt, Transaction } from './ports.ts';
import { giveUpAfterMs, type Run } from './run.ts';

const usualLongestSleepMs = 2_000;
const operationTimeoutMs = 60_000;

export interface StepTask {
  readonly key: StepKey;
  readonly direction: 'do' | 'undo';
  readonly stage: number;
  readonly index: number;
  readonly operation: IamOperation;
  readonly target: UserRef;
  /** What is known before the first attempt: from the step that is taken back. */
  readonly preparation?: Step['preparation'];
}

export type StepResult = { readonly kind: 'done'; readonly step: Step } | { readonly kind: 'left' };

/**
 * One operation with its ledger row: the intent is committed before AWS is called, the outcome after it.
 * `left` means that the request has moved to another state (or another replica has it) and this run ends.
 */
export async function performStep(
  request: ChangeRequest,
  task: StepTask,
  before: Step | undefined,
  run: Run,
): Promise<StepResult> {
  let step = before;
  for (;;) {
    if (run.deps.stopping.aborted) return { kind: 'left' };
    const number = (step?.attempts ?? 0) + 1;
    const attempt: Attempt = {
      requestId: request.id,
      stepKey: task.key,
      target: task.target,
      number,
      preparation: step?.preparation ?? task.preparation ?? {},
      operations: request.plan.stages.flatMap((stage) => stage.operations),
      signal: AbortSignal.timeout(operationTimeoutMs),
    };
    // Again until it has succeeded: what it reads is committed before anything is changed.
    const isPrepared = Object.keys(attempt.preparation).length > 0;
    const prepared = isPrepared ? undefined : await run.deps.iam.prepare(task.operation, attempt);
    const preparation = prepared?.kind === 'ready' ? prepared.preparation : attempt.preparation;
    const intended = await intend(request, task, step, number, preparation, run);
    if (!intended) return { kind: 'left' };
    step = intended;
    const outcome: Outcome =
      prepared !== undefined && prepared.kind !== 'ready'
        ? prepared
        : await run.deps.iam.perform(task.operation, { ...attempt, preparation });
    const settled = await settle(request, step, outcome, run);
    if (!settled) return { kind: 'left' };
    step = settled.step;
    if (outcome.kind === 'failed') return fail(task, outcome.code, outcome.message, run);
    if (outcome.kind !== 'retry') return { kind: 'done', step };
    const triedForMs = DateTime.fromISO(settled.at)
      .diff(DateTime.fromISO(step.intendedAt))
      .as('milliseconds');
    if (triedForMs > giveUpAfterMs) return fail(task, 'unavailable', outOfPatience(outcome.reason), run);
    // Half of what has passed already: short at first, never more than five minutes.
    const delayMs = outcome.afterMs ?? Math.min(Math.max(triedForMs / 2, 200), 300_000);
    if (delayMs > (run.deps.longestSleepMs ?? usualLongestSleepMs))
      return pause(settled.at, delayMs, outcome.reason, run);
    await sleep(delayMs, undefined, { signal: run.deps.stopping }).catch(() => undefined);
  }
}

/** The last reason, without its promise of another try. */
function outOfPatience(reason: string): string {
  const said = reason.split(/(?<=\.) /).filter((sentence) => !/^It is (tried|looked)/.test(sentence));
  return `It was tried for half an hour. ${said.join(' ')}`;
}

/** What was taken back with its stage is done anew when the request comes to it again. Undefined when the run was lost. */
export function markUndone(step: Step, run: Run): Promise<true | undefined> {
  return underFence(run, `step/undone/${step.operation.kind}`, async (tx) => {
    await tx.saveStep({ ...step, state: 'undone' });
    return true as const;
  });
}

/** Commits what is about to be done. Undefined when the run was lost. */
function intend(
  request: ChangeRequest,
  task: StepTask,
  before: Step | undefined,
  attempts: number,
  preparation: Step['preparation'],
  run: Run,
): Promise<Step | undefined> {
  return underFence(run, `step/intend/${task.operation.kind}`, async (tx) => {
    const at = await tx.now();
    const step: Step = {
      key: task.key,
      requestId: request.id,
      direction: task.direction,
      stage: task.stage,
      index: task.index,
      operation: task.operation,
      state: 'intended',
      attempts,
      preparation,
      calls: before?.calls ?? [],
      produced: before?.produced,
      intendedAt: before && before.state !== 'failed' ? before.intendedAt : at,
    };
    await tx.saveStep(step);
    await tx.append([stepEvent(request, 'step-intended', step, at)]);
    return step;
  });
}

/** Commits what came of it, with AWS's request ids, and lets the card show it. */
function settle(
  request: ChangeRequest,
  step: Step,
  outcome: Outcome,
  run: Run,
): Promise<{ readonly step: Step; readonly at: string } | undefined> {
  return underFence(run, `step/settle/${step.operation.kind}`, async (tx) => {
    const at = await tx.now();
    const calls = [...step.calls, ...outcome.calls];
    const settled: Step =
      outcome.kind === 'done' || outcome.kind === 'already-done'
        ? {
            ...step,
            state: outcome.kind,
            calls,
            produced: outcome.produced ?? step.produced,
            note: outcome.note,
            finishedAt: at,
          }
        : outcome.kind === 'failed'
          ? {
              ...step,
              state: 'failed',
              calls,
              failure: { code: outcome.code, message: outcome.message },
              finishedAt: at,
            }
          : { ...step, calls };
    await tx.saveStep(settled);
    if (outcome.kind !== 'retry') {
      const kind = outcome.kind === 'failed' ? 'step-failed' : 'step-finished';
      await tx.append([{ ...stepEvent(request, kind, settled, at), calls: [...outcome.calls] }]);
      await tx.enqueue([{ queue: 'announce', requestId: request.id }]);
    }
    return { step: settled, at };
  });
}

async function fail(task: StepTask, code: string, message: string, run: Run): Promise<StepResult> {
  const { direction, stage, index, operation } = task;
  const at = direction === 'do' ? { at: { stage, index } } : {};
  await run.transition({
    kind: 'fail',
    failure: { step: describeOperation(operation), code, message, ...at },
  });
  return { kind: 'left' };
}

/** AWS asked for more than a moment: the request waits as a row, whatever happens to this process. */
async function pause(now: string, delayMs: number, why: string, run: Run): Promise<StepResult> {
  await run.transition({ kind: 'wait', until: plusHours(now, delayMs / 3_600_000), why });
  return { kind: 'left' };
}

function underFence<T>(
  run: Run,
  label: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | undefined> {
  return run.deps.store.transaction(
    async (tx) => ((await tx.holdsRun(run.requestId, run.token)) ? work(tx) : undefined),
    label,
  );
}

function stepEvent(request: ChangeRequest, kind: AuditEvent['kind'], step: Step, at: string): AuditEvent {
  return {
    kind,
    at,
    actor: { kind: 'bot', part: 'executor' },
    requestId: request.id,
    accountId: request.target.accountId,
    userName: request.target.userName,
    planHash: request.planHash,
    details: {
      step: step.key,
      operation: step.operation.kind,
      attempt: step.attempts,
      state: step.state,
      ...(step.failure ? { code: step.failure.code, message: step.failure.message } : {}),
    },
  };
}
