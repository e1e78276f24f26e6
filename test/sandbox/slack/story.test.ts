import assert from 'node:assert/strict';
import { test } from 'node:test';
import type bolt from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { startApp } from './fixture.ts';

/** A small app with the moves of a big one: command, modal, external select, errors, card, decision, home. */
function smallApp(app: bolt.App): void {
  app.command('/iam', async ({ ack, body, client, command }) => {
    if (command.text !== 'request') return ack(`I don't know "${command.text}".`);
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.options('bundle', async ({ ack, payload }) => {
    const all = ['metrics-read', 'metrics-write', 'logs-read'];
    await ack({ options: all.filter((name) => name.startsWith(payload.value)).map(option) });
  });
  app.action('name', async ({ ack, body, client, payload }) => {
    await ack();
    if (!('view' in body) || body.view === undefined || payload.type !== 'plain_text_input') return;
    const [first, ...rest] = form.blocks as KnownBlock[];
    if (first === undefined) return;
    const free: KnownBlock = {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: `${payload.value} is free` }],
    };
    await client.views.update({
      view_id: body.view.id,
      hash: body.view.hash,
      view: { ...form, blocks: [first, free, ...rest] },
    });
  });
  app.view('request', async ({ ack, view, client, body }) => {
    const name = view.state.values.name?.name?.value ?? '';
    if (name === 'admin')
      return ack({ response_action: 'errors', errors: { name: 'This name is reserved.' } });
    await ack();
    await client.chat.postMessage({
      channel: channelIds.approvals,
      text: `Request for ${name}`,
      blocks: card(name, body.user.id),
      metadata: { event_type: 'request', event_payload: { name } },
    });
  });
  app.action('approve', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions' || body.message === undefined || body.channel === undefined) return;
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text: `Approved by <@${body.user.id}>`,
      blocks: [],
    });
    await respond({ text: 'Thank you.', response_type: 'ephemeral', replace_original: false });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Your requests' } }],
      },
    });
  });
}

function option(name: string) {
  return { text: { type: 'plain_text' as const, text: name }, value: name };
}

const form: ModalView = {
  type: 'modal',
  callback_id: 'request',
  title: { type: 'plain_text', text: 'Ask for a user' },
  submit: { type: 'plain_text', text: 'Submit' },
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'Name' },
      element: {
        type: 'plain_text_input',
        action_id: 'name',
        max_length: 64,
        dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      },
    },
    {
      type: 'input',
      block_id: 'bundle',
      label: { type: 'plain_text', text: 'Bundle' },
      element: { type: 'external_select', action_id: 'bundle', min_query_length: 0 },
    },
  ],
};

function card(name: string, requester: string): KnownBlock[] {
  return [
    { type: 'section', text: { type: 'mrkdwn', text: `<@${requester}> asks for *${name}*` } },
    {
      type: 'actions',
      block_id: 'decide',
      elements: [
        {
          type: 'button',
          action_id: 'approve',
          value: name,
          style: 'primary',
          text: { type: 'plain_text', text: 'Approve' },
          confirm: {
            title: { type: 'plain_text', text: 'Approve?' },
            text: { type: 'plain_text', text: `${name} will be created.` },
            confirm: { type: 'plain_text', text: 'Approve' },
            deny: { type: 'plain_text', text: 'Back' },
          },
        },
      ],
    },
  ];
}

for (const mode of ['http', 'socket'] as const) {
  test(`a request from command to approval over ${mode}`, async (t) => {
    const slack = await startApp(t, mode, smallApp);
    const requester = slack.as(people.requester);
    const approver = slack.as(people.platformApprover);

    const answer = await requester.command(channelIds.general, '/iam rotat');
    assert.equal(answer?.text, 'I don\'t know "rotat".');
    assert.equal(requester.ephemerals(channelIds.general).length, 1);
    assert.equal(approver.ephemerals().length, 0);

    await requester.command(channelIds.general, '/iam request');
    const modal = await slack.waitFor(() => requester.modal, { what: 'the modal' });
    assert.equal(modal.callbackId, 'request');

    await assert.rejects(requester.submit(modal.id), {
      name: 'SlackUserError',
      message: 'Please complete this required field.',
    });
    await requester.fill(modal.id, { name: 'admin' });
    await slack.waitFor(() => requester.modal?.blocks.length === 3, { what: 'the check while typing' });
    assert.equal(requester.modal?.values.name?.name?.value, 'admin', 'what was typed survives an update');

    await assert.rejects(requester.fill(modal.id, { bundle: 'metrics-read' }), /not among the options/);
    const options = await requester.suggest(modal.id, 'bundle', 'metrics');
    assert.deepEqual(
      options.map((one) => one.value),
      ['metrics-read', 'metrics-write'],
    );
    await requester.fill(modal.id, { bundle: 'metrics-read' });

    const refused = await requester.submit(modal.id);
    assert.deepEqual(refused, { kind: 'errors', errors: { name: 'This name is reserved.' } });
    assert.deepEqual(requester.modal?.errors, { name: 'This name is reserved.' });

    await requester.fill(modal.id, { name: 'svc-forwarder' });
    assert.deepEqual(requester.modal?.errors, {});
    assert.deepEqual(await requester.submit(modal.id), { kind: 'closed' });
    assert.equal(requester.modal, undefined);

    const message = await slack.waitFor(() => approver.messages(channelIds.approvals).at(-1), {
      what: 'the card',
    });
    assert.equal(approver.unread(channelIds.approvals), 1);
    assert.deepEqual(
      requester.messages(channelIds.approvals),
      [],
      'the requester is not in the private channel',
    );
    await assert.rejects(requester.click(message, 'approve'), { code: 'no_access' });

    const dismissed = await approver.click(message, 'approve', { confirm: 'dismiss' });
    assert.deepEqual(dismissed, {
      kind: 'dismissed',
      title: 'Approve?',
      text: 'svc-forwarder will be created.',
    });
    assert.deepEqual(await approver.click(message, 'approve'), { kind: 'sent' });
    await slack.waitFor(() => approver.messages(channelIds.approvals).at(-1)?.text.startsWith('Approved by'));
    await slack.waitFor(() => approver.ephemerals(channelIds.approvals).at(-1)?.text === 'Thank you.');
    await assert.rejects(approver.click(message, 'approve'), { code: 'not_there' });

    await requester.openHome();
    const home = await slack.waitFor(() => requester.home, { what: 'the home' });
    assert.equal(home.type, 'home');
    assert.equal(JSON.parse(JSON.stringify(slack.snapshot(people.requester))).home.id, home.id);
  });
}
