import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isSatisfied } from '../../src/domain/approval.ts';
import type { Requirement } from '../../src/domain/approval-rule.ts';
import {
  type ChangeRequest,
  currentHold,
  endedStates,
  RequestState,
} from '../../src/domain/change-request.ts';
import type { Command } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { requestId, Slug } from '../../src/domain/ids.ts';
import { plusHours } from '../../src/domain/instant.ts';
import { decider, gated, house, people, proposal, submission } from './fixtures.ts';

const slug = (text: string) => Slug.parse(text);
const requirements: readonly Requirement[] = [
  { kind: 'none' },
  { kind: 'one', from: [slug('platform-leads')] },
  { kind: 'two', from: [slug('platform-leads'), slug('security')] },
];

const someone = fc.constantFrom(...people).map(decider);
const plans = fc.constantFrom('a', 'b');
const command: fc.Arbitrary<(current: ChangeRequest | undefined) => Command> = fc.oneof(
  fc.constant(() => ({ kind: 'tick' }) as const),
  fc
    .record({ by: someone, stale: fc.boolean() })
    .map(({ by, stale }) => (current: ChangeRequest | undefined) => ({
      kind: 'approve' as const,
      by,
      planHash: stale || !current ? proposal('stale').planHash : current.planHash,
    })),
  fc
    .record({ by: someone, reason: fc.constantFrom('', 'no need') })
    .map((rest) => () => ({ kind: 'deny' as const, ...rest })),
  someone.map((by) => () => ({ kind: 'cancel' as const, by })),
  someone.map((by) => () => ({ kind: 'retry' as const, by })),
  someone.map((by) => () => ({ kind: 'undo' as const, by })),
  fc
    .constantFrom(...people)
    .map((of) => () => ({ kind: 'void-approval' as const, of: decider(of).id, why: 'left' })),
  fc.option(plans).map((plan) => (current: ChangeRequest | undefined) => ({
    kind: 'drift' as const,
    differences: ['changed'],
    ...(plan === null
      ? {}
      : { proposal: { ...proposal(plan), requirement: current?.requirement ?? { kind: 'none' as const } } }),
  })),
  fc.constantFrom('start', 'resume', 'undone', 'complete').map((kind) => () => ({ kind }) as Command),
  fc.constantFrom(0, 1, 2).map((stage) => () => ({ kind: 'reach-gate' as const, stage })),
  fc.integer({ min: 0, max: 3 }).map((reminders) => (current: ChangeRequest | undefined) => ({
    kind: 'look' as const,
    until: plusHours(current?.changedAt ?? '2026-01-01T00:00:00.000Z', 1),
    why: 'an answer',
    reminders,
    evidence: ['never used'],
  })),
  fc.constant(() => ({ kind: 'open-gate' as const })),
  fc.constant(() => ({ kind: 'give-up' as const, why: 'Nobody answered.' })),
  someone.map((by) => () => ({ kind: 'confirm' as const, by })),
  someone.map((by) => () => ({ kind: 'step-back' as const, by })),
  fc.constant(() => ({ kind: 'stop' as const, by: requestId(2) })),
  fc.constant(() => ({ kind: 'fail' as const, failure: { step: 's', code: 'limit', message: 'm' } })),
  fc.constant((current: ChangeRequest | undefined) => ({
    kind: 'wait' as const,
    until: plusHours(current?.changedAt ?? '2026-01-01T00:00:00.000Z', 1),
    why: 'later',
  })),
);

test('no sequence of commands leaves the declared states, revives an ended request or runs without its approvals', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...requirements),
      fc.array(fc.tuple(command, fc.integer({ min: 0, max: 30 })), { maxLength: 40 }),
      (requirement, steps) => {
        let now = '2026-11-22T09:00:00.000Z';
        const submitted = decide(
          undefined,
          { kind: 'submit', submission: gated(submission(requirement)) },
          { now, house },
        );
        assert.ok(submitted.ok);
        let current = submitted.next;
        let executable = false;
        for (const [make, hours] of steps) {
          now = plusHours(now, hours);
          const before = current;
          const decision = decide(current, make(current), { now, house });
          if (!decision.ok) {
            assert.notEqual(decision.refusal.say, '');
            continue;
          }
          current = decision.next;
          assert.ok(RequestState.options.includes(current.state), current.state);
          assert.ok(
            !endedStates.includes(before.state),
            `${before.state} is an end and became ${current.state}`,
          );
          assert.equal(current.version, before.version + 1);
          const looked = currentHold(before) && currentHold(current);
          assert.ok(decision.events.length > 0 || looked, 'every transition but a look is on record');
          const hold = currentHold(before);
          if (hold && !currentHold(current)) {
            const left = current.holds.at(-1)?.left;
            assert.ok(left, 'a gate is left for a reason');
            const to = {
              opened: 'executing',
              'given-up': 'undoing',
              gone: 'undoing',
              undone: 'undoing',
            } as const;
            assert.ok(
              left === 'overridden'
                ? ['stopped', 'done'].includes(current.state)
                : left === 'drifted'
                  ? ['pending', 'approved', 'drifted'].includes(current.state)
                  : current.state === to[left],
            );
          }
          assert.ok(
            decision.jobs.some((job) => job.queue === 'announce'),
            'every transition is shown',
          );
          if (before.state === 'approved' && current.state === 'executing') {
            executable = true;
            const forThisPlan = current.approvals.filter(
              (approval) => approval.planHash === current.planHash,
            );
            assert.ok(isSatisfied(requirement, forThisPlan), 'started without its approvals');
            assert.ok(
              !forThisPlan.some((approval) => current.excluded.some((person) => person.id === approval.by)),
            );
          }
          if (['executing', 'waiting', 'done', 'undoing'].includes(current.state)) {
            assert.ok(executable || before.failure?.phase === 'check', `${current.state} without a start`);
          }
          if (current.state === 'pending' || current.state === 'approved') executable = false;
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('every request that waits for somebody ends by itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (everyHours) => {
      let now = '2026-11-22T09:00:00.000Z';
      const submitted = decide(
        undefined,
        { kind: 'submit', submission: submission({ kind: 'one', from: [slug('security')] }) },
        { now, house },
      );
      assert.ok(submitted.ok);
      let current = submitted.next;
      const seen: string[] = [];
      for (let elapsed = 0; elapsed <= 96; elapsed += everyHours) {
        now = plusHours(now, everyHours);
        for (
          let decision = decide(current, { kind: 'tick' }, { now, house });
          decision.ok;
          decision = decide(current, { kind: 'tick' }, { now, house })
        ) {
          current = decision.next;
          seen.push(...decision.events.map((event) => event.kind));
        }
      }
      assert.equal(current.state, 'expired');
      assert.equal(seen.filter((kind) => kind === 'request-escalated').length, 1);
      assert.ok(seen.filter((kind) => kind === 'request-reminded').length >= 2);
      assert.equal(seen.at(-1), 'request-expired');
    }),
  );
});
