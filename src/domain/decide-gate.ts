import { type ChangeRequest, currentHold } from './change-request.ts';
import type { Command, Decider } from './command.ts';
import type { Gate, Hold } from './gate.ts';
import { plusHours } from './instant.ts';
import { mayAnswer, mayMend } from './may-mend.ts';
import { type Refusal, refusal } from './refusal.ts';
import { announce, type Decision, type DecisionContext, no, step } from './transition.ts';

export type GateCommand = Extract<
  Command,
  { kind: 'reach-gate' | 'look' | 'open-gate' | 'give-up' | 'confirm' | 'step-back' }
>;

const executor = { kind: 'bot', part: 'executor' } as const;

/** A look that is under way is not begun again before this has passed. */
const lookingHours = 0.25;

/** A stage's gate: reaching it, looking at it, opening it, giving up; and what people say to it. */
export function decideGate(current: ChangeRequest, command: GateCommand, { now }: DecisionContext): Decision {
  if (command.kind === 'reach-gate') return reach(current, command, now);
  const hold = currentHold(current);
  const gate = hold && current.plan.stages[hold.stage]?.gate;
  if (!hold || !gate) return no(notWaiting(current));
  const execute = [{ queue: 'execute', requestId: current.id }] as const;
  switch (command.kind) {
    case 'look': {
      const { until, why, reminders, evidence } = command;
      const change = {
        resumeAt: until,
        waitingFor: why,
        holds: replaceLast(current, { ...hold, reminders, evidence }),
      };
      if (reminders > hold.reminders)
        return step(current, change, 'gate-reminded', executor, now, { reminder: reminders, why });
      return quietly(current, change, now);
    }
    case 'open-gate':
      return step(
        current,
        {
          ...leave(current, hold, 'opened', now),
          state: 'executing',
          opened: hold.stage,
        },
        'gate-opened',
        executor,
        now,
        { stage: hold.stage, evidence: [...hold.evidence] },
      );
    case 'give-up':
      // What only another request takes back is not taken back because a read found no user: it just ends.
      if (current.plan.takenBackBy !== undefined)
        return step(
          current,
          { ...leave(current, hold, 'gone', now), state: 'done' },
          'request-given-up',
          executor,
          now,
          { why: command.why },
        );
      return step(
        current,
        {
          ...leave(current, hold, command.isGone ? 'gone' : 'given-up', now),
          state: 'undoing',
          ended: { reason: command.why },
        },
        'request-given-up',
        executor,
        now,
        { why: command.why },
        execute,
      );
    case 'confirm': {
      const refused = refuseConfirmation(current, hold, gate, command.by);
      if (refused) return no(refused);
      const change = { holds: replaceLast(current, { ...hold, confirmedBy: command.by.id }), resumeAt: now };
      const actor = { kind: 'person', id: command.by.id } as const;
      return step(current, change, 'gate-confirmed', actor, now, { stage: hold.stage }, execute);
    }
    case 'step-back':
      return stepBack(current, hold, command.by, now);
  }
}

/** A request that waits before a gate and whose time has come: the executor looks at it. */
export function lookWhenDue(current: ChangeRequest, now: string): Decision {
  if (current.resumeAt === undefined || now < current.resumeAt)
    return no(refusal('not-now', `Nothing is due for ${current.id}.`));
  const decision = quietly(current, { resumeAt: plusHours(now, lookingHours) }, now);
  return decision.ok
    ? { ...decision, jobs: [...decision.jobs, { queue: 'execute', requestId: current.id }] }
    : decision;
}

/** Leaves the gate because somebody takes the whole request back. */
export function undoFromGate(current: ChangeRequest, hold: Hold, by: Decider, now: string): Decision {
  return step(
    current,
    { ...leave(current, hold, 'undone', now), state: 'undoing', ended: { by: by.id } },
    'undo-asked',
    { kind: 'person', id: by.id },
    now,
    {},
    [{ queue: 'execute', requestId: current.id }],
  );
}

function reach(
  current: ChangeRequest,
  { stage, handOver }: Extract<GateCommand, { kind: 'reach-gate' }>,
  now: string,
): Decision {
  if (current.state !== 'executing')
    return no(refusal('not-now', `${current.id} is ${current.state}; it reaches no gate.`));
  const hold: Hold = { stage, since: now, reminders: 0, evidence: [] };
  const change = {
    state: 'waiting',
    holds: [...current.holds, hold],
    resumeAt: now,
    resumeTo: undefined,
    handOver: handOver ?? current.handOver,
  } as const;
  return step(current, change, 'gate-reached', executor, now, { stage });
}

/** Takes back the stage behind the last opened gate; the request then stands before that gate again. */
function stepBack(current: ChangeRequest, hold: Hold, by: Decider, now: string): Decision {
  if (!mayMend(current, by)) return no(notYours(current));
  const { opened } = current;
  if (opened === undefined || current.plan.stages[opened]?.gate === undefined)
    return no(refusal('not-now', `${current.id} has no stage that could be taken back alone.`));
  return step(
    current,
    {
      ...leave(current, hold, 'undone', now),
      state: 'undoing',
      undoTo: opened,
      opened: previousGate(current, opened),
    },
    'stage-taken-back',
    { kind: 'person', id: by.id },
    now,
    { stage: opened },
    [{ queue: 'execute', requestId: current.id }],
  );
}

function previousGate({ plan }: ChangeRequest, stage: number): number | undefined {
  const before = plan.stages.slice(0, stage).findLastIndex(({ gate }) => gate !== undefined);
  return before < 0 ? undefined : before;
}

function refuseConfirmation(
  current: ChangeRequest,
  hold: Hold,
  gate: Gate,
  by: Decider,
): Refusal | undefined {
  if (gate.kind === 'wait')
    return refusal('not-now', `${current.id} waits for a day, not for an answer. Nothing was changed.`);
  if (hold.confirmedBy !== undefined)
    return refusal('not-now', `That was answered already. ${current.id} goes on.`);
  return mayAnswer(current, by.id)
    ? undefined
    : refusal('not-yours', `Only the owner can answer that for ${current.id}. Nothing was changed.`);
}

export const notYours = (current: ChangeRequest): Refusal =>
  refusal(
    'not-yours',
    `Only the person who asked for ${current.id}, the user’s owner or its approvers can do that. Nothing was changed.`,
  );

const notWaiting = (current: ChangeRequest): Refusal =>
  refusal('not-now', `${current.id} doesn’t wait for an answer any more. Your click changed nothing.`);

/** Away from the gate, for good or bad. */
export function leave(current: ChangeRequest, hold: Hold, left: NonNullable<Hold['left']>, now: string) {
  return {
    holds: replaceLast(current, { ...hold, left, leftAt: now }),
    resumeAt: undefined,
    waitingFor: undefined,
  };
}

const replaceLast = ({ holds }: ChangeRequest, hold: Hold) => [...holds.slice(0, -1), hold];

/** A change that is no event: looking costs no line in the audit trail. */
function quietly(current: ChangeRequest, change: Partial<ChangeRequest>, now: string): Decision {
  const next: ChangeRequest = { ...current, ...change, version: current.version + 1, changedAt: now };
  return { ok: true, next, events: [], jobs: [announce(next)] };
}
