import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { UserGroupId } from '../../../src/domain/ids.ts';
import type { MessageView } from '../../../src/domain/message.ts';
import { groupIds } from '../../../src/sandbox/workspace.ts';
import { drawMessage } from '../../../src/slack/blocks/draw-message.ts';
import { approver, request, requestView } from '../request-views.ts';
import { hostileText, hostileView } from './hostile.ts';
import { assertMessage } from './valid.ts';

const mention = [
  { kind: 'person', id: approver },
  { kind: 'group', id: UserGroupId.parse(groupIds.securityApprovers) },
] as const;

const actionIds = (message: MessageView) =>
  drawMessage(message).blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) => ('action_id' in element ? [element.action_id] : []))
      : [],
  );

test('every message is valid and harmless, whatever people have typed', () => {
  fc.assert(
    fc.property(hostileView, (view) => {
      const messages: readonly MessageView[] = [
        { kind: 'request-card', view },
        { kind: 'request-status', view },
        { kind: 'reminder', view, mention, reminder: 2 },
        { kind: 'escalation', view, mention },
        { kind: 'asked-again', view, mention },
        { kind: 'decided', view },
        { kind: 'told', view },
        { kind: 'hand-over', view },
        { kind: 'notice', title: view.whoDecides, text: view.request.summary.plan.join('\n') },
      ];
      for (const message of messages) assertMessage(drawMessage(message));
    }),
    { numRuns: 60 },
  );
});

test('a card that doesn’t show everything can’t be approved on: the full view comes first', () => {
  assert.deepEqual(actionIds({ kind: 'request-card', view: requestView() }), [
    'approve',
    'deny',
    'full-plan',
  ]);
  const long = requestView({
    summary: { ...request.summary, plan: Array.from({ length: 150 }, (_, index) => `step ${index}`) },
  });
  assert.deepEqual(actionIds({ kind: 'request-card', view: long }), [
    'review-and-approve',
    'deny',
    'full-plan',
  ]);
  fc.assert(
    fc.property(hostileView, (view) => {
      const message = {
        kind: 'request-card',
        view: { ...view, request: { ...view.request, state: 'pending' } },
      } as const;
      if (!actionIds(message).includes('approve')) return;
      const json = JSON.stringify(drawMessage(message).blocks);
      assert.doesNotMatch(json, /in the full plan"/);
    }),
    { numRuns: 60 },
  );
});

test('a sensitive approval asks again; a standard one doesn’t', () => {
  const confirms = (level: 'standard' | 'sensitive') =>
    JSON.stringify(
      drawMessage({ kind: 'request-card', view: requestView({ risk: { level, reasons: [] } }) }).blocks,
    ).includes('Approve IAM-42?');
  assert.equal(confirms('standard'), false);
  assert.equal(confirms('sensitive'), true);
});

test('buttons follow the state', () => {
  const card = (state: typeof request.state) =>
    actionIds({ kind: 'request-card', view: requestView({ state }) });
  const status = (state: typeof request.state) =>
    actionIds({ kind: 'request-status', view: requestView({ state }) });
  assert.deepEqual(card('failed'), ['retry', 'undo', 'full-plan']);
  assert.deepEqual(card('drifted'), ['look-again', 'full-plan']);
  assert.deepEqual(card('done'), ['full-plan']);
  assert.deepEqual(status('pending'), ['full-plan', 'cancel']);
  assert.deepEqual(status('denied'), ['ask-again', 'full-plan']);
});

test('the hand-over quotes for the shell and never holds a secret', () => {
  const view = requestView({
    state: 'done',
    handOver: {
      kind: 'secrets-manager',
      region: 'eu-west-1',
      secretName: "chatelaine/it's",
      secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:chatelaine/it's-AbCdEf",
    },
  });
  const message = drawMessage({ kind: 'hand-over', view });
  assertMessage(message);
  const text = JSON.stringify(message.blocks);
  assert.match(text, /--secret-id 'arn:aws:secretsmanager:[^']*it'\\\\''s-AbCdEf'/);
  assert.match(text, /AWS_SECRET_ACCESS_KEY=/);
});

test('a sealed key of any length arrives whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[A-Za-z0-9+/=]{1,64}$/), { minLength: 1, maxLength: 100 }),
      hostileText,
      (rows, recipient) => {
        const view = requestView({
          state: 'done',
          handOver: { kind: 'age', recipient, ciphertext: rows.join('\n') },
        });
        const message = drawMessage({ kind: 'hand-over', view });
        assertMessage(message);
        const shown = message.blocks
          .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
          .flatMap((part) => (part.type === 'rich_text_preformatted' ? part.elements : []))
          .map((element) => ('text' in element ? element.text : ''))
          .join('\n');
        assert.ok(shown.startsWith(rows.join('\n')));
      },
    ),
    { numRuns: 50 },
  );
});

test('whoever is asked to decide is named, with nothing between the names', () => {
  const { blocks } = drawMessage({ kind: 'reminder', view: requestView(), mention, reminder: 1 });
  const [first] = blocks;
  const [line] = first?.type === 'rich_text' ? first.elements : [];
  const elements = line?.type === 'rich_text_section' ? line.elements : [];
  assert.deepEqual(elements.slice(0, 4), [
    { type: 'user', user_id: approver },
    { type: 'text', text: ' ' },
    { type: 'usergroup', usergroup_id: groupIds.securityApprovers },
    { type: 'text', text: ' ' },
  ]);
});
