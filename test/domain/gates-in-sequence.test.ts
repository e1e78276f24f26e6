import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ChangeRequest, currentHold } from '../../src/domain/change-request.ts';
import type { Command, Submission } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { isPastReturn } from '../../src/domain/decide-execution.ts';
import { plusHours } from '../../src/domain/instant.ts';
import { mayAnswer, mayMend } from '../../src/domain/may-mend.ts';
import { planHash } from '../../src/domain/plan.ts';
import { decider, gated, house, people, submission } from './fixtures.ts';

/** Four stages: one at once, one behind an answer, one behind a day, and one behind another day that deletes for good. */
function withDeletion(): Submission {
  const before = gated(submission({ kind: 'none' }));
  const [first, second, third] = before.plan.stages;
  assert.ok(first && second && third);
  const plan: Submission['plan'] = {
    ...before.plan,
    stages: [
      first,
      { ...second, operations: [{ kind: 'delete-user' }] },
      third,
      {
        id: 'for-good',
        title: 'Delete it',
        gate: { kind: 'wait', forMs: 86_400_000 },
        forGood: true,
        operations: [{ kind: 'remove-user' }],
      },
    ],
  };
  return { ...before, plan, planHash: planHash(plan) };
}

const someone = fc.constantFrom(...people).map(decider);
const makes = (weight: number, arbitrary: fc.Arbitrary<(current: ChangeRequest) => Command>) => ({
  weight,
  arbitrary,
});
/** What the executor does next, mostly; and what anybody clicks meanwhile. */
const command: fc.Arbitrary<(current: ChangeRequest) => Command> = fc.oneof(
  makes(
    16,
    fc.constant((current) => executors(current, 'goes on')),
  ),
  makes(
    1,
    fc.constant((current) => executors(current, 'fails')),
  ),
  makes(
    1,
    fc.constant(() => ({ kind: 'tick' })),
  ),
  makes(
    4,
    someone.map((by) => () => ({ kind: 'confirm', by })),
  ),
  makes(
    2,
    someone.map((by) => () => ({ kind: 'retry', by })),
  ),
  makes(
    2,
    someone.map((by) => () => ({ kind: 'step-back', by })),
  ),
  makes(
    1,
    fc.oneof(
      someone.map((by) => () => ({ kind: 'undo' as const, by })),
      fc.constant(() => ({ kind: 'give-up' as const, why: 'Nobody answered.' })),
    ),
  ),
);

function executors(current: ChangeRequest, how: 'goes on' | 'fails'): Command {
  const { state, plan, opened = 0 } = current;
  const failure = { step: 's', code: 'limit', message: 'm' };
  const at = { stage: opened, index: 0 };
  if (how === 'fails') return { kind: 'fail', failure: state === 'executing' ? { ...failure, at } : failure };
  if (state === 'approved') return { kind: 'start' };
  if (state === 'undoing') return { kind: 'undone' };
  if (state === 'waiting') return { kind: 'open-gate' };
  return opened < plan.stages.length - 1 ? { kind: 'reach-gate', stage: opened + 1 } : { kind: 'complete' };
}

/** Every transition of every walk: what was, what was said, what came of it. */
function walk(
  steps: readonly (readonly [(current: ChangeRequest) => Command, number])[],
  see: (before: ChangeRequest, said: Command, after: ChangeRequest) => void,
): void {
  let now = '2026-11-22T09:00:00.000Z';
  const submitted = decide(undefined, { kind: 'submit', submission: withDeletion() }, { now, house });
  assert.ok(submitted.ok);
  let current = submitted.next;
  for (const [make, hours] of steps) {
    now = plusHours(now, hours);
    const said = make(current);
    const decision = decide(current, said, { now, house });
    if (!decision.ok) continue;
    see(current, said, decision.next);
    current = decision.next;
  }
}

const walks = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 40 })), { minLength: 10, maxLength: 60 });
const holds = (see: Parameters<typeof walk>[1]) =>
  fc.assert(
    fc.property(walks, (steps) => walk(steps, see)),
    { numRuns: 2000 },
  );

test('once something is deleted for good, nothing of the request is taken back any more', () => {
  let seen = 0;
  holds((before, _said, after) => {
    if (!isPastReturn(before)) return;
    seen += 1;
    assert.notEqual(after.state, 'undoing');
    assert.notEqual(after.state, 'undone');
    assert.ok(isPastReturn(after) || after.state === 'done', 'and there is no way back before it');
  });
  assert.ok(seen > 20, `seen ${seen} times`);
});

test('no stage runs before its gate has been reached and opened, in order', () => {
  let seen = 0;
  holds((before, said, after) => {
    const moved = (after.opened ?? 0) - (before.opened ?? 0);
    if (moved <= 0) return;
    seen += 1;
    assert.equal(said.kind, 'open-gate');
    assert.equal(moved, 1, 'one gate at a time');
    assert.equal(currentHold(before)?.stage, after.opened, 'the gate that it stood before');
    assert.equal(after.holds.at(-1)?.left, 'opened');
  });
  assert.ok(seen > 1000, `seen ${seen} times`);
});

test('a stage that is taken back stands before its own gate again, and everything before it stays', () => {
  let seen = 0;
  holds((before, said, after) => {
    if (said.kind === 'step-back') {
      assert.equal(after.state, 'undoing');
      assert.equal(after.undoTo, before.opened, 'the stage behind the gate that was opened last');
      assert.ok((after.opened ?? 0) < (before.opened ?? 0));
    }
    if (said.kind !== 'undone' || before.undoTo === undefined) return;
    seen += 1;
    assert.equal(after.state, 'executing');
    assert.equal((after.opened ?? 0) + 1, before.undoTo, 'its gate is the next');
    assert.equal(after.undoTo, undefined);
  });
  assert.ok(seen > 20, `seen ${seen} times`);
});

test('only those who may answer are heard, and only once; only those who may mend take back or retry', () => {
  let seen = 0;
  holds((before, said, after) => {
    if (said.kind === 'confirm') {
      seen += 1;
      assert.ok(mayAnswer(before, said.by.id));
      assert.equal(mayAnswer(after, said.by.id), false, 'it is answered');
    }
    if (said.kind === 'undo' || said.kind === 'retry' || said.kind === 'step-back')
      assert.ok(mayMend(before, said.by));
  });
  assert.ok(seen > 20, `seen ${seen} times`);
});

test('a gate is left once, for a reason, and what stands before one has nothing under way', () => {
  holds((before, _said, after) => {
    for (const [index, hold] of before.holds.entries())
      if (hold.left !== undefined) assert.deepEqual(after.holds[index], hold, 'history stays');
    const open = after.holds.filter(({ left }) => left === undefined);
    assert.ok(open.length <= 1);
    if (open.length === 1) assert.equal(after.state, 'waiting');
    if (currentHold(after)) assert.equal(after.failure, undefined);
  });
});
