import { isSatisfied } from './approval.ts';
import type { Actor } from './audit-event.ts';
import { type ChangeRequest, currentHold, type RequestState } from './change-request.ts';
import type { Command, Decider } from './command.ts';
import { deadlinesFrom } from './deadlines.ts';
import { leave, notYours, undoFromGate } from './decide-gate.ts';
import { mayMend } from './may-mend.ts';
import { refusal } from './refusal.ts';
import { announce, type Decision, type DecisionContext, event, no, step } from './transition.ts';
import { forGoodKinds } from './undo.ts';

type ExecutionKind =
  | 'drift'
  | 'start'
  | 'wait'
  | 'resume'
  | 'fail'
  | 'complete'
  | 'retry'
  | 'undo'
  | 'undone';
type ExecutionCommand = Extract<Command, { kind: ExecutionKind }>;

/** From which states each command leads anywhere. */
const allowedFrom: Readonly<Record<ExecutionKind, readonly RequestState[]>> = {
  /** Waiting only before the gate of the first stage: nothing has been done yet. */
  drift: ['approved', 'drifted', 'waiting'],
  start: ['approved'],
  wait: ['executing', 'undoing'],
  resume: ['waiting'],
  fail: ['approved', 'executing', 'undoing'],
  complete: ['executing'],
  retry: ['failed'],
  /** Waiting only before a gate. */
  undo: ['failed', 'waiting'],
  undone: ['undoing'],
};

const executor: Actor = { kind: 'bot', part: 'executor' };

export function decideExecution(
  current: ChangeRequest,
  command: ExecutionCommand,
  context: DecisionContext,
): Decision {
  const { now } = context;
  if (!allowedFrom[command.kind].includes(current.state)) {
    return no(refusal('not-now', `${current.id} is ${current.state}; there is nothing to ${command.kind}.`));
  }
  const execute = [{ queue: 'execute', requestId: current.id }] as const;
  switch (command.kind) {
    case 'start':
      if (!approvedAsPlanned(current))
        return no(refusal('not-now', `${current.id} lacks the approvals that its rule asks for.`));
      return step(current, { state: 'executing' }, 'execution-started', executor, now);
    case 'drift':
      if (current.state === 'waiting' && currentHold(current)?.stage !== 0)
        return no(refusal('not-now', `${current.id} has begun; its plan is not made again.`));
      return drift(current, command, context);
    case 'wait': {
      const resumeTo = current.state === 'undoing' ? 'undoing' : 'executing';
      const change = {
        state: 'waiting',
        resumeAt: command.until,
        waitingFor: command.why,
        resumeTo,
      } as const;
      return step(current, change, 'request-waiting', executor, now, {
        until: command.until,
        why: command.why,
      });
    }
    case 'resume': {
      if (currentHold(current)) return no(refusal('not-now', `${current.id} waits before a gate.`));
      if (current.resumeAt !== undefined && now < current.resumeAt) {
        return no(refusal('not-now', `${current.id} waits until ${current.resumeAt}.`));
      }
      const change = {
        state: current.resumeTo ?? 'executing',
        resumeAt: undefined,
        waitingFor: undefined,
        resumeTo: undefined,
      } as const;
      return step(current, change, 'execution-started', executor, now, {}, execute);
    }
    case 'fail': {
      const phase = current.state === 'approved' ? 'check' : current.state === 'undoing' ? 'undo' : 'do';
      const failure = { ...command.failure, phase } as const;
      const { at: _, ...details } = failure;
      return step(current, { state: 'failed', failure }, 'request-failed', executor, now, details);
    }
    case 'complete': {
      const target = command.userId ? { ...current.target, userId: command.userId } : current.target;
      return step(
        current,
        { state: 'done', target, handOver: command.handOver, failure: undefined },
        'request-done',
        executor,
        now,
      );
    }
    case 'retry':
      return byPerson(current, command.by, () => {
        const state = again[current.failure?.phase ?? 'do'];
        return step(
          current,
          { state, failure: undefined },
          'retry-asked',
          { kind: 'person', id: command.by.id },
          now,
          {},
          execute,
        );
      });
    case 'undo':
      return byPerson(current, command.by, () => {
        if (isPastReturn(current))
          return no(
            refusal(
              'not-now',
              `${current.id} deletes for good by now, so it can’t be undone. Retry lets it go on.`,
            ),
          );
        const hold = currentHold(current);
        if (hold && current.plan.takenBackBy !== undefined)
          return no(
            refusal(
              'not-now',
              `${current.id} stands. A request of its own takes it back: /iam restore ${current.target.userName}`,
            ),
          );
        if (hold) return undoFromGate(current, hold, command.by, now);
        if (current.state === 'waiting')
          return no(
            refusal(
              'not-now',
              `${current.id} is in the middle of a step. Nothing was changed: look again when it has stopped.`,
            ),
          );
        const actor = { kind: 'person', id: command.by.id } as const;
        // Before the first step there is nothing to take back.
        if (current.failure?.phase === 'check') {
          return step(
            current,
            { state: 'cancelled', ended: { by: command.by.id } },
            'request-cancelled',
            actor,
            now,
          );
        }
        const change = { state: 'undoing', failure: undefined, undoTo: undefined } as const;
        return step(current, change, 'undo-asked', actor, now, {}, execute);
      });
    case 'undone': {
      // Only the last stage was taken back: the request goes on, and stands before that stage's gate again.
      if (current.undoTo !== undefined) {
        const change = { state: 'executing', undoTo: undefined, ended: undefined } as const;
        return step(current, change, 'execution-started', executor, now, {}, execute);
      }
      return step(current, { state: 'undone', failure: undefined }, 'request-undone', executor, now);
    }
  }
}

/** Whether a stage that is for good has begun, and hasn't stopped before the first thing that it deletes. */
export function isPastReturn({ opened, plan, failure }: ChangeRequest): boolean {
  const stage = opened === undefined ? undefined : plan.stages[opened];
  if (stage?.forGood !== true) return false;
  const first = stage.operations.findIndex(({ kind }) => forGoodKinds.includes(kind));
  const stopped = failure?.phase === 'do' && failure.at?.stage === opened ? failure.at : undefined;
  return stopped === undefined || stopped.index >= first;
}

/** Where a retry takes up: the checks, the steps, or the undoing. */
const again = { check: 'approved', do: 'executing', undo: 'undoing' } as const;

/** The only door to execution: enough approvals, each for exactly this plan. */
function approvedAsPlanned(request: ChangeRequest): boolean {
  return isSatisfied(
    request.requirement,
    request.approvals.filter((approval) => approval.planHash === request.planHash),
  );
}

/**
 * The account isn't what was approved. With a new plan the request is asked again from the start;
 * without one it rests until its requester looks again or cancels.
 */
function drift(
  current: ChangeRequest,
  command: Extract<Command, { kind: 'drift' }>,
  { now, house }: DecisionContext,
): Decision {
  const { proposal } = command;
  const hold = currentHold(current);
  const refused = proposal === undefined || proposal.requirement.kind === 'refused';
  const runsAtOnce = proposal?.requirement.kind === 'none';
  const next: ChangeRequest = {
    ...current,
    ...(refused ? {} : proposal),
    version: current.version + 1,
    changedAt: now,
    state: refused ? 'drifted' : runsAtOnce ? 'approved' : 'pending',
    approvals: [],
    escalated: false,
    deadlines: deadlinesFrom(now, house.waiting),
    askedAgain: [...command.differences],
    ...(hold ? leave(current, hold, 'drifted', now) : {}),
  };
  const events = [event(next, 'request-drifted', executor, now, { differences: [...command.differences] })];
  const jobs =
    runsAtOnce && !refused
      ? [announce(next), { queue: 'execute', requestId: next.id } as const]
      : [announce(next)];
  return { ok: true, next, events, jobs };
}

function byPerson(current: ChangeRequest, by: Decider, then: () => Decision): Decision {
  return mayMend(current, by) ? then() : no(notYours(current));
}
