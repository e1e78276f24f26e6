import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Gate, Hold } from '../../../src/domain/gate.ts';
import { AccessKeyId } from '../../../src/domain/ids.ts';
import type { RequestView } from '../../../src/domain/request-view.ts';
import { appHome } from '../../../src/slack/blocks/app-home.ts';
import { drawMessage } from '../../../src/slack/blocks/draw-message.ts';
import { fullPlanModal } from '../../../src/slack/blocks/full-plan.ts';
import { approver, request, requestView } from '../request-views.ts';
import { hostileText } from './hostile.ts';
import { buttonsOf, wordsOf } from './read.ts';
import { assertMessage, assertView } from './valid.ts';

const dayMs = 86_400_000;
const oldKey = AccessKeyId.parse('AKIAIOSFODNN7EXAMPLE');

function gatesWith(text: string): readonly Gate[] {
  const asking = {
    by: 'either',
    question: text,
    yes: text,
    no: text,
    remindEveryMs: dayMs,
    giveUpAfterMs: 7 * dayMs,
  } as const;
  return [
    { kind: 'confirm', ...asking, by: 'owner' },
    { kind: 'observe', what: 'new-key-used-and-old-idle', oldKey, idleForMs: dayMs, ...asking },
    { kind: 'wait', forMs: 7 * dayMs, unlessUsed: oldKey },
    { kind: 'wait', forMs: 14 * dayMs },
  ];
}

/** A request that stands before this gate, or has left it. */
function standingBefore(gate: Gate, change: Partial<Hold> & { readonly title?: string } = {}): RequestView {
  const { title = 'Go on', ...hold } = change;
  return requestView(
    {
      state: 'waiting',
      owner: request.requestedBy,
      plan: {
        ...request.plan,
        stages: [{ id: 'next', title, gate, operations: [{ kind: 'verify-absent' }] }],
      },
      holds: [{ stage: 0, since: request.submittedAt, reminders: 0, evidence: [], ...hold }],
    },
    { progress: [{ text: title, state: 'waiting' }] },
  );
}

const homeOf = (view: RequestView) =>
  appHome({
    requests: [],
    users: [],
    waitingForMe: [],
    answersWanted: [view],
    unread: [],
    now: request.submittedAt,
  });

test('every gate’s card, messages, reminders and Home are valid, whatever it says', () => {
  const left = fc.constantFrom(undefined, 'opened', 'given-up', 'undone');
  fc.assert(
    fc.property(
      hostileText,
      fc.integer({ min: 0, max: 3 }),
      fc.array(hostileText, { maxLength: 12 }),
      fc.nat(3),
      left,
      fc.boolean(),
      (text, index, evidence, reminders, leftAs, answered) => {
        const gate = gatesWith(text)[index];
        assert.ok(gate);
        const view = standingBefore(gate, {
          title: text,
          evidence,
          reminders,
          ...(leftAs === undefined ? {} : { left: leftAs as Hold['left'] }),
          ...(answered ? { confirmedBy: approver } : {}),
        });
        for (const message of [
          { kind: 'request-card', view },
          { kind: 'request-status', view },
          { kind: 'gate', view, hold: 0 },
          { kind: 'gate-reminder', view, hold: 0, reminder: reminders },
        ] as const)
          assertMessage(drawMessage(message));
        assertView(fullPlanModal(view, 0, '{"request":"IAM-42"}'));
        assertView(homeOf(view));
      },
    ),
    { numRuns: 100 },
  );
});

test('what wants my answer has its question and its answers on the Home tab', () => {
  const [confirm, , wait] = gatesWith('Will you answer for svc-backup?');
  assert.ok(confirm && wait);
  const home = homeOf(standingBefore(confirm));
  assert.match(wordsOf(home.blocks), /Wants your answer\nWill you answer for svc-backup\?/);
  const answers = buttonsOf(home.blocks)
    .filter(({ value }) => String(value).startsWith('IAM-'))
    .map(({ id }) => id);
  assert.deepEqual(answers, ['confirm-gate', 'undo', 'full-plan']);
});

test('the question of a message is asked once, and not any more once it is answered', () => {
  const [confirm] = gatesWith('Will you answer for svc-backup?');
  assert.ok(confirm);
  const open = drawMessage({ kind: 'gate', view: standingBefore(confirm), hold: 0 });
  const asked = wordsOf(open.blocks)
    .split('\n')
    .filter((line) => line === 'Will you answer for svc-backup?');
  assert.equal(asked.length, 1);
  const answered = drawMessage({
    kind: 'gate',
    view: standingBefore(confirm, { confirmedBy: approver }),
    hold: 0,
  });
  assert.deepEqual(
    buttonsOf(answered.blocks).map(({ id }) => id),
    ['show-user', 'full-plan'],
  );
});
