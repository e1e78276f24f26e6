import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../src/sandbox/slack/model.ts';
import { messageProblems, viewProblems } from '../../../src/sandbox/slack/validate/surfaces.ts';
import { channelIds } from '../../../src/sandbox/workspace.ts';
import { clientOf, startSimulator } from './fixture.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (over: JsonObject = {}) => ({ type: 'button', text: plain('Go'), ...over });
const actions = (...elements: readonly JsonObject[]) => ({ type: 'actions', elements });
const option = (value: string, text = value) => ({ text: plain(text), value });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const select = (over: JsonObject) => ({ type: 'static_select', options: [option('a')], ...over });
const input = (element: JsonObject) => ({ type: 'input', label: plain('Label'), element });
const textInput = (over: JsonObject = {}) => input({ type: 'plain_text_input', ...over });

/** What is just right, what is just too much, and where Slack points. */
const messageCases: readonly [string, readonly JsonObject[], readonly JsonObject[], string][] = [
  ['blocks', many(50, () => section('x')), many(51, () => section('x')), '/blocks'],
  ['section text', [section('x'.repeat(3000))], [section('x'.repeat(3001))], '/blocks/0/text/text'],
  ['empty text', [section('x')], [section('')], '/blocks/0/text/text'],
  [
    'fields',
    [{ type: 'section', fields: many(10, () => mrkdwn('x'.repeat(2000))) }],
    [{ type: 'section', fields: many(11, () => mrkdwn('x')) }],
    '/blocks/0/fields',
  ],
  [
    'field text',
    [{ type: 'section', fields: [mrkdwn('x')] }],
    [{ type: 'section', fields: [mrkdwn('x'.repeat(2001))] }],
    '/blocks/0/fields/0/text',
  ],
  [
    'header',
    [{ type: 'header', text: plain('x'.repeat(150)) }],
    [{ type: 'header', text: plain('x'.repeat(151)) }],
    '/blocks/0/text/text',
  ],
  [
    'header mrkdwn',
    [{ type: 'header', text: plain('x') }],
    [{ type: 'header', text: mrkdwn('x') }],
    '/blocks/0/text/type',
  ],
  [
    'actions',
    [actions(...many(25, () => button()))],
    [actions(...many(26, () => button()))],
    '/blocks/0/elements',
  ],
  [
    'context',
    [{ type: 'context', elements: many(10, () => mrkdwn('x')) }],
    [{ type: 'context', elements: many(11, () => mrkdwn('x')) }],
    '/blocks/0/elements',
  ],
  [
    'button text',
    [actions(button({ text: plain('x'.repeat(75)) }))],
    [actions(button({ text: plain('x'.repeat(76)) }))],
    '/blocks/0/elements/0/text/text',
  ],
  [
    'button value',
    [actions(button({ value: 'x'.repeat(2000) }))],
    [actions(button({ value: 'x'.repeat(2001) }))],
    '/blocks/0/elements/0/value',
  ],
  [
    'button url',
    [actions(button({ url: `https://${'x'.repeat(2992)}` }))],
    [actions(button({ url: `https://${'x'.repeat(2993)}` }))],
    '/blocks/0/elements/0/url',
  ],
  [
    'block_id',
    [{ ...section('x'), block_id: 'b'.repeat(255) }],
    [{ ...section('x'), block_id: 'b'.repeat(256) }],
    '/blocks/0/block_id',
  ],
  [
    'action_id',
    [actions(button({ action_id: 'a'.repeat(255) }))],
    [actions(button({ action_id: 'a'.repeat(256) }))],
    '/blocks/0/elements/0/action_id',
  ],
  [
    'options',
    [actions(select({ options: many(100, (n) => option(`${n}`)) }))],
    [actions(select({ options: many(101, (n) => option(`${n}`)) }))],
    '/blocks/0/elements/0/options',
  ],
  [
    'option text',
    [actions(select({ options: [option('a', 'x'.repeat(75))] }))],
    [actions(select({ options: [option('a', 'x'.repeat(76))] }))],
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    [actions(select({ options: [option('x'.repeat(75), 'a')] }))],
    [actions(select({ options: [option('x'.repeat(76), 'a')] }))],
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'initial option',
    [actions(select({ initial_option: option('a') }))],
    [actions(select({ initial_option: option('b') }))],
    '/blocks/0/elements/0/initial_option',
  ],
  [
    'radio buttons',
    [actions({ type: 'radio_buttons', options: many(10, (n) => option(`${n}`)) })],
    [actions({ type: 'radio_buttons', options: many(11, (n) => option(`${n}`)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'overflow',
    [actions({ type: 'overflow', options: many(5, (n) => option(`${n}`)) })],
    [actions({ type: 'overflow', options: many(6, (n) => option(`${n}`)) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'confirm title',
    [actions(button({ confirm: confirm('x'.repeat(100)) }))],
    [actions(button({ confirm: confirm('x'.repeat(101)) }))],
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'markdown',
    [{ type: 'markdown', text: 'x'.repeat(12_000) }],
    [{ type: 'markdown', text: 'x'.repeat(12_001) }],
    '/blocks/0/text',
  ],
  [
    'table rows',
    [{ type: 'table', rows: many(100, () => [{ type: 'raw_text', text: 'x' }]) }],
    [{ type: 'table', rows: many(101, () => [{ type: 'raw_text', text: 'x' }]) }],
    '/blocks/0/rows',
  ],
  [
    'table cells',
    [{ type: 'table', rows: [many(20, () => ({ type: 'raw_text', text: 'x' }))] }],
    [{ type: 'table', rows: [many(21, () => ({ type: 'raw_text', text: 'x' }))] }],
    '/blocks/0/rows/0',
  ],
  [
    'same block_id twice',
    [
      { ...section('x'), block_id: 'a' },
      { ...section('x'), block_id: 'b' },
    ],
    [
      { ...section('x'), block_id: 'a' },
      { ...section('x'), block_id: 'a' },
    ],
    '/blocks/1/block_id',
  ],
  [
    'same action_id twice in a block',
    [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))],
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    '/blocks/0/elements/1/action_id',
  ],
  ['unknown block', [section('x')], [{ type: 'marquee' }], '/blocks/0/type'],
  ['unknown property', [section('x')], [{ ...section('x'), colour: 'red' }], '/blocks/0'],
  ['modal block in a message', [section('x')], [{ type: 'alert', text: plain('x') }], '/blocks/0/type'],
  ['file input in a message', [textInput()], [input({ type: 'file_input' })], '/blocks/0/element'],
];

for (const [what, right, wrong, pointer] of messageCases) {
  test(`limit of messages: ${what}`, () => {
    assert.deepEqual(messageProblems(right), []);
    assert.deepEqual(
      messageProblems(wrong).map((problem) => problem.pointer),
      [pointer],
    );
  });
}

const modal = (over: JsonObject = {}) => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Submit'),
  blocks: [],
  ...over,
});
const viewCases: readonly [string, JsonObject, JsonObject, string][] = [
  [
    'title',
    modal({ title: plain('x'.repeat(24)) }),
    modal({ title: plain('x'.repeat(25)) }),
    '/view/title/text',
  ],
  [
    'submit',
    modal({ submit: plain('x'.repeat(24)) }),
    modal({ submit: plain('x'.repeat(25)) }),
    '/view/submit/text',
  ],
  [
    'close',
    modal({ close: plain('x'.repeat(24)) }),
    modal({ close: plain('x'.repeat(25)) }),
    '/view/close/text',
  ],
  [
    'private_metadata',
    modal({ private_metadata: 'x'.repeat(3000) }),
    modal({ private_metadata: 'x'.repeat(3001) }),
    '/view/private_metadata',
  ],
  [
    'callback_id',
    modal({ callback_id: 'x'.repeat(255) }),
    modal({ callback_id: 'x'.repeat(256) }),
    '/view/callback_id',
  ],
  [
    'blocks',
    modal({ blocks: many(100, () => section('x')) }),
    modal({ blocks: many(101, () => section('x')) }),
    '/view/blocks',
  ],
  [
    'input length',
    modal({ blocks: [textInput({ max_length: 3000 })] }),
    modal({ blocks: [textInput({ max_length: 3001 })] }),
    '/view/blocks/0/element/max_length',
  ],
  [
    'inputs need a submit button',
    modal({ blocks: [textInput()] }),
    { type: 'modal', title: plain('Title'), blocks: [textInput()] },
    '/view',
  ],
  [
    'a date that exists',
    modal({ blocks: [input({ type: 'datepicker', initial_date: '2027-02-28' })] }),
    modal({ blocks: [input({ type: 'datepicker', initial_date: '2027-02-30' })] }),
    '/view/blocks/0/element/initial_date',
  ],
  [
    'message block in a modal',
    modal(),
    modal({ blocks: [{ type: 'plan', title: 'Plan' }] }),
    '/view/blocks/0/type',
  ],
];

for (const [what, right, wrong, pointer] of viewCases) {
  test(`limit of modals: ${what}`, () => {
    assert.deepEqual(viewProblems(right, 'modal'), []);
    assert.deepEqual(
      viewProblems(wrong, 'modal').map((problem) => problem.pointer),
      [pointer],
    );
  });
}

test('the answer names what is wrong, where, in the words of Slack', async (t) => {
  const slack = await startSimulator(t);
  const client = clientOf(slack);
  const channel = channelIds.audit;
  await assert.rejects(
    client.apiCall('chat.postMessage', { channel, text: 'x', blocks: [section('x'.repeat(3001))] }),
    (error: { data: JsonObject }) => {
      assert.equal(error.data.error, 'invalid_blocks');
      assert.deepEqual(error.data.errors, [
        'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      ]);
      return true;
    },
  );
  const long = many(5, () => section('x'.repeat(3000)));
  await assert.rejects(
    client.apiCall('chat.postMessage', { channel, text: 'x', blocks: long }),
    /msg_blocks_too_long/,
  );
  await assert.rejects(client.apiCall('chat.postMessage', { channel }), /no_text/);
  await assert.rejects(
    client.apiCall('chat.postMessage', { channel, text: 'x'.repeat(40_001) }),
    /msg_too_long/,
  );
  await assert.rejects(client.apiCall('blocks.validate', { blocks: [{ type: 'x' }] }), /invalid_blocks/);
  assert.equal((await client.apiCall('blocks.validate', { view: modal() })).ok, true);
});

function confirm(title: string) {
  return { title: plain(title), text: plain('Sure?'), confirm: plain('Yes'), deny: plain('No') };
}
