import assert from 'node:assert/strict';
import { test } from 'node:test';
import type bolt from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { SlackSimulator } from '../../../src/sandbox/slack/simulator.ts';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { clientOf, startApp, startSimulator } from './fixture.ts';

const push: KnownBlock = {
  type: 'actions',
  block_id: 'more',
  elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }],
};

function modal(title: string, over: Partial<ModalView> = {}): ModalView {
  return { type: 'modal', title: { type: 'plain_text', text: title }, blocks: [push], ...over };
}

/** Opens a modal with the command, and hands each trigger and closing to the test. */
function opener(triggers: string[], closed: string[] = []) {
  return (app: bolt.App) => {
    app.command('/iam', async ({ ack, body, client }) => {
      triggers.push(body.trigger_id);
      await ack();
      if (body.text === 'open') await client.views.open({ trigger_id: body.trigger_id, view: modal('1') });
    });
    app.action('more', async ({ ack, body }) => {
      await ack();
      if ('trigger_id' in body) triggers.push(body.trigger_id);
    });
    app.view({ type: 'view_closed', callback_id: 'told' }, async ({ ack, body }) => {
      if (body.type === 'view_closed') closed.push(`${body.view.title.text} ${body.is_cleared}`);
      await ack();
    });
    app.view('update', async ({ ack }) => ack({ response_action: 'update', view: modal('after') }));
    app.view('push', async ({ ack }) => ack({ response_action: 'push', view: modal('pushed') }));
    app.view('clear', async ({ ack }) => ack({ response_action: 'clear' }));
    app.view('wrong', async ({ ack }) =>
      ack({ response_action: 'errors', errors: { nowhere: 'No such block.' } }),
    );
  };
}

async function commandTrigger(slack: SlackSimulator, triggers: string[]): Promise<string> {
  await slack.as(people.requester).command(channelIds.general, '/iam');
  return triggers.at(-1) ?? '';
}

test('a trigger opens one modal, and only for three seconds', async (t) => {
  const triggers: string[] = [];
  const slack = await startApp(t, 'http', opener(triggers));
  const { views } = clientOf(slack);
  const trigger_id = await commandTrigger(slack, triggers);
  await views.open({ trigger_id, view: modal('1') });
  await assert.rejects(views.open({ trigger_id, view: modal('1') }), /exchanged_trigger_id/);
  await assert.rejects(views.open({ trigger_id: 'made-up', view: modal('1') }), /invalid_trigger_id/);

  const late = await commandTrigger(slack, triggers);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_001 });
  await assert.rejects(views.open({ trigger_id: late, view: modal('1') }), /expired_trigger_id/);
});

test('modals stack up to three, and closing tells the app when asked to', async (t) => {
  const triggers: string[] = [];
  const closed: string[] = [];
  const slack = await startApp(t, 'http', opener(triggers, closed));
  const { views } = clientOf(slack);
  const me = slack.as(people.requester);
  await views.open({ trigger_id: await commandTrigger(slack, triggers), view: modal('1') });
  for (const title of ['2', '3']) {
    await me.click(me.modal?.id ?? '', 'more');
    await views.push({
      trigger_id: triggers.at(-1) ?? '',
      view: modal(title, { callback_id: 'told', notify_on_close: true }),
    });
  }
  assert.deepEqual(
    me.modals.map((view) => view.title?.text),
    ['1', '2', '3'],
  );
  assert.equal(me.modal?.rootViewId, me.modals[0]?.id);
  assert.equal(me.modal?.previousViewId, me.modals[1]?.id);
  await me.click(me.modal?.id ?? '', 'more');
  await assert.rejects(
    views.push({ trigger_id: triggers.at(-1) ?? '', view: modal('4') }),
    /push_limit_reached/,
  );
  await assert.rejects(me.submit(me.modals[0]?.id ?? ''), { code: 'no_access' });

  await me.close(me.modal?.id ?? '');
  assert.equal(me.modals.length, 2);
  await me.close(me.modal?.id ?? '', { all: true });
  assert.equal(me.modals.length, 0);
  assert.deepEqual(closed, ['3 false', '2 true']);
});

test('a push needs a trigger from a modal', async (t) => {
  const triggers: string[] = [];
  const slack = await startApp(t, 'http', opener(triggers));
  const trigger_id = await commandTrigger(slack, triggers);
  await assert.rejects(clientOf(slack).views.push({ trigger_id, view: modal('2') }), /not_found/);
});

test('an update with a stale hash conflicts; external ids are unique and find their view', async (t) => {
  const triggers: string[] = [];
  const slack = await startApp(t, 'http', opener(triggers));
  const { views } = clientOf(slack);
  const view = modal('1', { external_id: 'form-1' });
  const opened = await views.open({ trigger_id: await commandTrigger(slack, triggers), view });
  const { id: view_id = '', hash = '' } = opened.view ?? {};
  const updated = await views.update({ external_id: 'form-1', hash, view });
  assert.equal(updated.view?.id, view_id);
  await assert.rejects(views.update({ view_id, hash, view }), /hash_conflict/);
  await slack.as(people.owner).command(channelIds.general, '/iam');
  await assert.rejects(views.open({ trigger_id: triggers.at(-1) ?? '', view }), /duplicate_external_id/);
  await slack.as(people.requester).close(view_id);
  await assert.rejects(views.update({ view_id, view }), /not_found/);
  await assert.rejects(slack.as(people.requester).click(view_id, 'more'), { code: 'not_there' });
});

for (const [callback, kind, titles] of [
  ['update', 'updated', ['after']],
  ['push', 'pushed', ['1', 'pushed']],
  ['clear', 'cleared', []],
] as const) {
  test(`a submission answered with ${callback}`, async (t) => {
    const triggers: string[] = [];
    const slack = await startApp(t, 'http', opener(triggers));
    const me = slack.as(people.requester);
    await clientOf(slack).views.open({
      trigger_id: await commandTrigger(slack, triggers),
      view: modal('1', { callback_id: callback, submit: { type: 'plain_text', text: 'Go' } }),
    });
    assert.deepEqual(await me.submit(me.modal?.id ?? ''), { kind });
    assert.deepEqual(
      me.modals.map((view) => view.title?.text),
      titles,
    );
  });
}

test('errors for a block that is not there show as trouble, and the modal stays', async (t) => {
  const triggers: string[] = [];
  const slack = await startApp(t, 'http', opener(triggers));
  const me = slack.as(people.requester);
  await clientOf(slack).views.open({
    trigger_id: await commandTrigger(slack, triggers),
    view: modal('1', { callback_id: 'wrong', submit: { type: 'plain_text', text: 'Go' } }),
  });
  await assert.rejects(me.submit(me.modal?.id ?? ''), {
    code: 'bad_answer',
    message: 'We had some trouble connecting. Try again?',
  });
  assert.equal(me.modals.length, 1);
});

test('a modal belongs to one person', async (t) => {
  const slack = await startApp(t, 'http', opener([]));
  const me = slack.as(people.requester);
  await me.command(channelIds.general, '/iam open');
  const view = await slack.waitFor(() => me.modal);
  await assert.rejects(slack.as(people.owner).click(view.id, 'more'), { code: 'no_access' });
  assert.equal(slack.snapshot(people.owner).modals.length, 0);
  me.reload();
  assert.equal(me.modal, undefined);
});

test('a refused view names the place', async (t) => {
  const slack = await startSimulator(t);
  const view = modal('x'.repeat(25));
  await assert.rejects(
    clientOf(slack).views.open({ trigger_id: 'any', view }),
    (error: { data: { error: string; response_metadata: { messages: string[] } } }) => {
      assert.equal(error.data.error, 'invalid_arguments');
      assert.deepEqual(error.data.response_metadata.messages, [
        '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
      ]);
      return true;
    },
  );
});
