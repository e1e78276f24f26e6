import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Approval, isSatisfied } from '../../src/domain/approval.ts';
import { requirementFor } from '../../src/domain/approval-rule.ts';
import { endedStates, RequestState } from '../../src/domain/change-request.ts';
import { type Concerns, type Contender, refuseContended, type Wish } from '../../src/domain/contention.ts';
import { requestId } from '../../src/domain/ids.ts';
import { decider, proposal, submitted } from './fixtures.ts';

const open = submitted({ kind: 'none' });
const contender = (state: RequestState, concerns: Concerns, overrides = false): Contender => ({
  request: { ...open, id: requestId(7), state },
  concerns,
  overrides,
});
const wish = (concerns: Concerns, rest: Partial<Wish> = {}): Wish => ({
  concerns,
  overrides: false,
  waits: true,
  ...rest,
});

test('a second request about the same part of a user is refused with the first one’s name, until that has ended', () => {
  for (const state of RequestState.options) {
    const refused = refuseContended(wish(['keys']), [contender(state, ['keys', 'tags'])]);
    assert.equal(refused === undefined, endedStates.includes(state), state);
    if (refused) assert.match(refused.say, /^svc-a is being changed already: IAM-7, “svc-a”, \S.*\. \S.*\.$/);
  }
});

test('what concerns another part goes on beside it; some requests concern everything', () => {
  assert.equal(refuseContended(wish(['tags']), [contender('waiting', ['keys'])]), undefined);
  assert.ok(refuseContended(wish(['tags']), [contender('waiting', 'everything')]));
  assert.ok(refuseContended(wish('everything'), [contender('pending', ['end-date'])]));
});

test('a quarantine is held up by nothing but another one that runs; one that nobody has approved holds up nobody', () => {
  const quarantine = wish('everything', { overrides: true, waits: false });
  for (const state of RequestState.options)
    assert.equal(refuseContended(quarantine, [contender(state, 'everything')]), undefined, state);
  assert.ok(refuseContended(quarantine, [contender('executing', 'everything', true)]));
  for (const state of ['pending', 'failed'] as const)
    assert.equal(refuseContended(quarantine, [contender(state, 'everything', true)]), undefined, state);
  assert.ok(refuseContended({ ...quarantine, waits: true }, [contender('pending', 'everything', true)]));
  assert.equal(refuseContended(wish(['keys']), [contender('pending', 'everything', true)]), undefined);
});

test('what only waits to ask is in nobody’s way', () => {
  const { plan } = proposal('a');
  const ask = { id: 'ask', title: 'Ask', gate: { kind: 'wait', forMs: 1 }, operations: [] } as const;
  const holds = [
    { stage: plan.stages.length, since: '2026-11-22T12:00:00.000Z', reminders: 0, evidence: [] },
  ];
  const settled = {
    ...open,
    state: 'waiting',
    holds,
    plan: { ...plan, stages: [...plan.stages, ask] },
  } as const;
  const other = { request: settled, concerns: 'everything', overrides: true } as const;
  assert.equal(refuseContended(wish('everything'), [other]), undefined);
  assert.equal(refuseContended(wish('everything', { overrides: true, waits: false }), [other]), undefined);
});

test('no rule of a house softens a second approval that the risk asks for', () => {
  const subject = {
    action: 'restore-user',
    account: '123456789012',
    environment: 'production',
    bundles: [],
    risk: { level: 'sensitive', reasons: [], secondApproval: true },
  } as const;
  const groups = ['platform-leads', 'security'];
  for (const require of [{ kind: 'none' }, { kind: 'one', from: ['security'] }] as const) {
    const asked = requirementFor(
      subject,
      [{ when: {}, require: { ...require, from: [...groups] } as never }],
      groups,
    );
    assert.equal(asked.kind, 'two');
    const by = (name: 'U0LEAD' | 'U0LEADTWO' | 'U0SECURITY'): Approval => {
      const { id, groups: own } = decider(name);
      return { by: id, groups: [...own], planHash: open.planHash, at: '2026-11-22T12:00:00.000Z' };
    };
    assert.ok(!isSatisfied(asked, [by('U0LEAD'), by('U0LEADTWO')]), 'two of one group');
    assert.ok(isSatisfied(asked, [by('U0LEAD'), by('U0SECURITY')]));
  }
  const alone = requirementFor(subject, [], ['security']);
  assert.equal(alone.kind, 'refused');
});
