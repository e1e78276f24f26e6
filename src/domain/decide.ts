import type { Actor } from './audit-event.ts';
import { type ChangeRequest, currentHold } from './change-request.ts';
import type { Command } from './command.ts';
import { isSettled, isUnderWay } from './contention.ts';
import { deadlinesFrom } from './deadlines.ts';
import { decideApproval, decideCancel, decideDenial, voidApproval } from './decide-approval.ts';
import { decideExecution } from './decide-execution.ts';
import { decideGate, leave, lookWhenDue } from './decide-gate.ts';
import type { RequestId } from './ids.ts';
import { plusHours } from './instant.ts';
import { refusal } from './refusal.ts';
import { announce, type Decision, type DecisionContext, event, no, step } from './transition.ts';

/**
 * The state machine, total and pure: any command in any state gives the next request with what
 * follows from it, or a refusal in words.
 */
export function decide(
  current: ChangeRequest | undefined,
  command: Command,
  context: DecisionContext,
): Decision {
  if (command.kind === 'submit')
    return current
      ? no(refusal('not-now', `${current.id} was submitted already.`))
      : submit(command, context);
  if (!current) return no(refusal('request-unknown', 'There is no such request. /iam mine lists yours.'));
  switch (command.kind) {
    case 'approve':
      return decideApproval(current, command, context);
    case 'deny':
      return decideDenial(current, command, context);
    case 'cancel':
      return decideCancel(current, command, context);
    case 'void-approval':
      return voidApproval(current, command, context);
    case 'tick':
      return tick(current, context);
    case 'drift':
    case 'start':
    case 'wait':
    case 'resume':
    case 'fail':
    case 'complete':
    case 'retry':
    case 'undo':
    case 'undone':
      return decideExecution(current, command, context);
    case 'reach-gate':
    case 'look':
    case 'open-gate':
    case 'give-up':
    case 'confirm':
    case 'step-back':
      return decideGate(current, command, context);
    case 'stop':
      return stop(current, command.by, context);
  }
}

function submit(
  { submission }: Extract<Command, { kind: 'submit' }>,
  { now, house }: DecisionContext,
): Decision {
  if (submission.requirement.kind === 'refused')
    return no(refusal('rule-refuses', submission.requirement.say));
  const runsAtOnce = submission.requirement.kind === 'none';
  const next: ChangeRequest = {
    ...submission,
    version: 1,
    state: runsAtOnce ? 'approved' : 'pending',
    approvals: [],
    submittedAt: now,
    changedAt: now,
    deadlines: deadlinesFrom(now, house.waiting),
    reminders: 0,
    escalated: false,
    askedAgain: [],
    holds: [],
  };
  const by: Actor = { kind: 'person', id: submission.requestedBy };
  const events = [
    event(next, 'request-submitted', by, now, { risk: submission.risk.level, action: submission.action }),
  ];
  if (!runsAtOnce) return { ok: true, next, events, jobs: [announce(next)] };
  return {
    ok: true,
    next,
    events: [
      ...events,
      event(next, 'request-ready', { kind: 'bot', part: 'executor' }, now, {
        why: 'the rules ask for no approval',
      }),
    ],
    jobs: [announce(next), { queue: 'execute', requestId: next.id }],
  };
}

/**
 * Overridden by another request on the same user: nothing more of it runs, and what it has done stays as it is, because
 * taking it back could give the user something. One that only waited to ask has done its work.
 */
function stop(current: ChangeRequest, by: RequestId, { now }: DecisionContext): Decision {
  if (!isUnderWay(current))
    return no(refusal('not-now', `${current.id} is ${current.state}; nothing of it runs.`));
  const hold = currentHold(current);
  const change = {
    ...(hold && leave(current, hold, 'overridden', now)),
    resumeAt: undefined,
    waitingFor: undefined,
    resumeTo: undefined,
    undoTo: undefined,
  } as const;
  const executor: Actor = { kind: 'bot', part: 'executor' };
  return isSettled(current)
    ? step(current, { ...change, state: 'done' }, 'request-done', executor, now, { by })
    : step(
        current,
        { ...change, state: 'stopped', ended: { reason: by } },
        'request-stopped',
        executor,
        now,
        { by },
      );
}

/** Reminders, escalation and expiry. Does nothing, and says so, when nothing is due. */
function tick(current: ChangeRequest, { now, house }: DecisionContext): Decision {
  const clock: Actor = { kind: 'bot', part: 'tick' };
  if (currentHold(current)) return lookWhenDue(current, now);
  if (current.state === 'waiting') return decideExecution(current, { kind: 'resume' }, { now, house });
  if (current.state !== 'pending' && current.state !== 'drifted') return nothingDue(current);
  if (now >= current.deadlines.expireAt)
    return step(current, { state: 'expired' }, 'request-expired', clock, now);
  if (current.state === 'drifted') return nothingDue(current);
  if (!current.escalated && now >= current.deadlines.escalateAt) {
    return step(current, { escalated: true }, 'request-escalated', clock, now);
  }
  if (now >= current.deadlines.remindAt) {
    const remindAt = plusHours(now, house.waiting.remindEveryHours);
    const change = { reminders: current.reminders + 1, deadlines: { ...current.deadlines, remindAt } };
    return step(current, change, 'request-reminded', clock, now, { reminder: change.reminders });
  }
  return nothingDue(current);
}

const nothingDue = (current: ChangeRequest) => no(refusal('not-now', `Nothing is due for ${current.id}.`));
