import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { InputBlock, KnownBlock } from '@slack/types';
import { objectsIn } from '../../../src/sandbox/slack/json.ts';
import type { FieldValue } from '../../../src/sandbox/slack/person.ts';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { clientOf, startApp } from './fixture.ts';

const label = { type: 'plain_text' as const, text: 'Label' };
const options = ['prod', 'test', 'dev'].map((value) => ({
  // As Slack gives it back, with the default written out.
  text: { type: 'plain_text' as const, text: value.toUpperCase(), emoji: true },
  value,
}));

/** Opens a modal with one block under the id `field`, and counts what the app is told of it. */
async function openWith(t: TestContext, block: KnownBlock) {
  const told: unknown[] = [];
  const triggers: string[] = [];
  const slack = await startApp(t, 'http', (app) => {
    app.command('/iam', async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
    app.action('field', async ({ ack, action }) => {
      told.push(action.type);
      await ack();
    });
    app.view('form', async ({ ack }) => ack());
  });
  const me = slack.as(people.requester);
  await me.command(channelIds.general, '/iam');
  await clientOf(slack).views.open({
    trigger_id: triggers[0] ?? '',
    view: {
      type: 'modal',
      callback_id: 'form',
      title: label,
      submit: label,
      blocks: [{ ...block, block_id: 'field' }],
    },
  });
  const viewId = me.modal?.id ?? '';
  return { slack, me, viewId, told, held: () => me.modal?.values.field?.field };
}

function input(element: InputBlock['element'], over: Partial<InputBlock> = {}): InputBlock {
  return { type: 'input', label, element: { ...element, action_id: 'field' }, ...over };
}

const cases: readonly [InputBlock['element'], FieldValue, unknown, FieldValue][] = [
  [{ type: 'plain_text_input', max_length: 5 }, 'abcde', { value: 'abcde' }, 'abcdef'],
  [{ type: 'email_text_input' }, 'a@b.example', { value: 'a@b.example' }, 'a b'],
  [{ type: 'url_text_input' }, 'https://b.example', { value: 'https://b.example' }, 'b'],
  [{ type: 'number_input', is_decimal_allowed: false, max_value: '90' }, 45, { value: '45' }, 91],
  [{ type: 'number_input', is_decimal_allowed: false }, '7', { value: '7' }, '7.5'],
  [{ type: 'static_select', options }, 'prod', { selected_option: options[0] }, 'staging'],
  [{ type: 'static_select', options }, 'TEST', { selected_option: options[1] }, 'Test'],
  [
    { type: 'multi_static_select', options, max_selected_items: 2 },
    ['prod', 'dev'],
    { selected_options: [options[0], options[2]] },
    ['prod', 'test', 'dev'],
  ],
  [{ type: 'checkboxes', options }, ['dev'], { selected_options: [options[2]] }, ['qa']],
  [{ type: 'radio_buttons', options }, 'dev', { selected_option: options[2] }, ['dev', 'test']],
  [{ type: 'users_select' }, people.owner, { selected_user: people.owner }, people.leaver],
  [{ type: 'multi_users_select' }, [people.owner], { selected_users: [people.owner] }, ['U0NOBODY']],
  [
    { type: 'conversations_select', filter: { include: ['public'], exclude_external_shared_channels: true } },
    channelIds.prodEu,
    { selected_conversation: channelIds.prodEu },
    channelIds.vendorShared,
  ],
  [
    { type: 'channels_select' },
    channelIds.general,
    { selected_channel: channelIds.general },
    channelIds.approvals,
  ],
  [{ type: 'datepicker' }, '2027-05-21', { selected_date: '2027-05-21' }, '2027-02-30'],
  [{ type: 'timepicker' }, '09:30', { selected_time: '09:30' }, '24:00'],
  [{ type: 'datetimepicker' }, 1_795_338_000, { selected_date_time: 1_795_338_000 }, 'tomorrow'],
];

test('each kind of input takes what Slack takes, and refuses the rest', async (t) => {
  for (const [element, right, expected, wrong] of cases) {
    await t.test(`${element.type} ${JSON.stringify(right)}`, async (t) => {
      const { me, viewId, held, told } = await openWith(t, input(element));
      await assert.rejects(me.submit(viewId), { message: 'Please complete this required field.' });
      await assert.rejects(me.fill(viewId, { field: wrong }), { name: 'SlackUserError' });
      await me.fill(viewId, { field: right });
      assert.deepEqual(held(), { type: element.type, ...Object(expected) });
      assert.deepEqual(told, [], 'without dispatch_action nothing is sent');
      await me.fill(viewId, { field: null });
      await assert.rejects(me.submit(viewId), { code: 'invalid_input' });
    });
  }
});

test('initial values are there, and an optional input may stay empty', async (t) => {
  const { me, viewId, held, slack } = await openWith(
    t,
    input(
      { type: 'static_select', options, ...(options[1] ? { initial_option: options[1] } : {}) },
      { optional: true },
    ),
  );
  assert.deepEqual(held()?.selected_option, options[1]);
  await me.fill(viewId, { field: null });
  assert.deepEqual(await me.submit(viewId), { kind: 'closed' });
  const view = slack.deliveries.at(-1)?.payload.view;
  assert.deepEqual((view as { state: unknown }).state, {
    values: { field: { field: { type: 'static_select', selected_option: null } } },
  });
});

test('a dispatching input tells the app; one that is too short is not submitted', async (t) => {
  const { me, viewId, told } = await openWith(
    t,
    input({ type: 'plain_text_input', min_length: 3 }, { dispatch_action: true }),
  );
  await me.fill(viewId, { field: 'ab' });
  assert.deepEqual(told, ['plain_text_input']);
  await assert.rejects(me.submit(viewId), { message: 'Please enter at least 3 characters.' });
});

test('a picker outside of an input tells the app with what was picked', async (t) => {
  const { me, viewId, slack, held } = await openWith(t, {
    type: 'actions',
    elements: [{ type: 'static_select', options, action_id: 'field' }],
  });
  await assert.rejects(me.click(viewId, 'field'), { message: 'Choose something.' });
  await me.click(viewId, 'field', { selected: 'dev' });
  const [action] = objectsIn(slack.deliveries.at(-1)?.payload.actions);
  assert.deepEqual(action?.selected_option, held()?.selected_option);
});
