import { channelIds, groupIds, people } from '../../src/sandbox/workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const text = (words: string, style?: object) => ({ type: 'text', text: words, ...(style ? { style } : {}) });

/** Fri 15 Jan 2027, 09:30 UTC. */
const moment = 1_800_005_400;

/** A message with everything that the app may put into one. */
export const everyBlock: readonly object[] = [
  { type: 'header', text: plain('Everything at once') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: [
        `Asked by <@${people.requester}> in <#${channelIds.teamPlatform}> for <!subteam^${groupIds.platformApprovers}>,`,
        `*bold*, _italic_, ~struck~ and \`code\`, until <!date^${moment}^{date_short} at {time}|later>.`,
        '&gt; quoted: 5 &lt; 6 &amp; 7 &gt; 2',
        'See <https://docs.aws.amazon.com/|the documentation>, but <javascript:alert(1)|not a link>.',
      ].join('\n'),
    },
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [
        { text: plain('Snooze'), value: 'snooze' },
        { text: plain('Exempt'), value: 'exempt' },
      ],
    },
  },
  {
    type: 'section',
    fields: [
      { type: 'mrkdwn', text: '*Account*\nprod-eu' },
      { type: 'mrkdwn', text: '*Ends*\n2027-05-21' },
    ],
  },
  { type: 'divider' },
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [text('Plan', { bold: true }), text(' of two steps')] },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [rich(text('first')).elements[0], rich(text('second')).elements[0]],
      },
      { type: 'rich_text_quote', elements: [text('as it was asked')] },
      { type: 'rich_text_preformatted', elements: [text('aws sts get-caller-identity')] },
    ],
  },
  {
    type: 'table',
    column_settings: [{ align: 'left' }, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'Key' },
        { type: 'raw_text', text: 'Age' },
      ],
      [
        { type: 'raw_text', text: '…Q7TA' },
        { type: 'raw_text', text: '412 d' },
      ],
    ],
  },
  {
    type: 'plan',
    title: 'Making the user',
    tasks: [
      {
        type: 'task_card',
        task_id: 'a',
        title: 'Create the group',
        status: 'complete',
        output: rich(text('created')),
      },
      { type: 'task_card', task_id: 'b', title: 'Create the user', status: 'in_progress' },
      { type: 'task_card', task_id: 'c', title: 'Create the key', status: 'pending' },
    ],
  },
  {
    type: 'markdown',
    text: '## A markdown heading\n\n- **one**\n- two with `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  },
  {
    type: 'section',
    text: plain('Whose is it?'),
    accessory: { type: 'users_select', action_id: 'whose', placeholder: plain('Choose a person') },
  },
  {
    type: 'actions',
    elements: [
      {
        type: 'radio_buttons',
        action_id: 'verdict',
        options: [
          { text: plain('Keep it'), value: 'keep', description: plain('for another year') },
          { text: plain('Let it go'), value: 'go' },
        ],
      },
      {
        type: 'checkboxes',
        action_id: 'also',
        options: [{ text: { type: 'mrkdwn', text: 'Tell the *owner*' }, value: 'tell-owner' }],
      },
      { type: 'datepicker', action_id: 'until', initial_date: '2027-05-21' },
    ],
  },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'rotate', text: plain('Rotate'), style: 'primary', value: 'svc-backup' },
      {
        type: 'button',
        action_id: 'delete',
        text: plain('Delete the key'),
        style: 'danger',
        value: 'AKIA1',
        confirm: {
          title: plain('Delete it?'),
          text: plain('It can’t be undone.'),
          confirm: plain('Delete'),
          deny: plain('Keep it'),
          style: 'danger',
        },
      },
    ],
  },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'Plan `9f3c2a` · comment in the thread' }] },
];

const input = (blockId: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: blockId,
  label: plain(label),
  element: { action_id: 'it', ...element },
  ...more,
});
const option = (value: string, label = value) => ({ text: plain(label), value });

/** A modal with every kind of input, and an alert. */
export const everyInput: object = {
  type: 'modal',
  callback_id: 'nobody-listens',
  title: plain('Every input'),
  submit: plain('Send'),
  blocks: [
    { type: 'alert', level: 'warning', text: plain('The key was never used.') },
    input('name', 'Name', { type: 'plain_text_input', max_length: 20 }, { hint: plain('Small letters') }),
    input('why', 'Why', { type: 'plain_text_input', multiline: true }, { optional: true }),
    input('days', 'Days', { type: 'number_input', is_decimal_allowed: false }),
    input('mail', 'Mail', { type: 'email_text_input' }),
    input('page', 'Page', { type: 'url_text_input' }),
    input('day', 'Last day', { type: 'datepicker' }),
    input('hour', 'Hour', { type: 'timepicker' }),
    input('team', 'Team', {
      type: 'static_select',
      option_groups: [
        { label: plain('Product'), options: [option('payments', 'Payments')] },
        { label: plain('Base'), options: [option('platform', 'Platform'), option('data', 'Data')] },
      ],
    }),
    input('bundles', 'Bundles', {
      type: 'multi_static_select',
      max_selected_items: 2,
      options: [option('read', 'Read'), option('write', 'Write'), option('list', 'List')],
    }),
    input('owner', 'Owner', { type: 'users_select' }),
    input('watchers', 'Watchers', { type: 'multi_users_select' }),
    input('kind', 'Kind', {
      type: 'radio_buttons',
      options: [option('service', 'Service'), option('human', 'Human')],
    }),
    input('tell', 'Tell', {
      type: 'checkboxes',
      options: [option('owner', 'The owner'), option('team', 'The team')],
    }),
  ],
};
