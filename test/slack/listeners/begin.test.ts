import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../../../src/domain/refusal.ts';
import type { SlackView } from '../../../src/sandbox/slack/model.ts';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { userActionIds } from '../../../src/slack/wish.ts';
import { Unavailable } from '../../../src/workflows/ports.ts';
import type { FormPage } from '../../../src/workflows/use-cases.ts';
import { viewOf } from '../action-views.ts';
import { wordsOf } from '../blocks/read.ts';
import { keyPage } from '../fake-use-cases.ts';
import { account, planHash, request, requester } from '../request-views.ts';
import { type Mode, type Running, startSlack } from '../slack-fixture.ts';
import { shownWith } from '../user-facts.ts';

const here = channelIds.teamPlatform;
const modes: readonly Mode[] = ['http', 'socket'];
const value = `${account.id}/${request.target.userName}`;

const atOnce: FormPage = {
  page: 'preview',
  by: requester,
  owner: requester,
  draftId: 'draft-1',
  account,
  summary: viewOf('tag-user').request.summary,
  risk: { level: 'routine', reasons: ['its owner changes its tags'] },
  whoDecides: 'nobody',
  planHash,
};

const started = ({ useCases }: Running) =>
  useCases.asked.filter(({ what }) => what === 'start').map(({ with: given }) => given);

for (const mode of modes) {
  test(`${mode}: a command with everything said shows the plan, which runs at once`, async (t) => {
    const running = await startSlack(t, mode, { start: async () => atOnce });
    const { simulator } = running;
    const noor = simulator.as(people.requester);
    assert.equal(await noor.command(here, '/iam tag svc-backup env=prod cost-center=4711'), undefined);
    const preview = await simulator.waitFor(() => noor.modal);
    assert.equal(preview.submit?.text, 'Do it now');
    assert.deepEqual(started(running), [
      [requester, { action: 'tag-user', name: 'svc-backup', values: { tags: 'env=prod\ncost-center=4711' } }],
    ]);
    await noor.submit(preview.id);
    const sent = await simulator.waitFor(() =>
      noor.modal?.title?.text === 'IAM-42 runs now' ? noor.modal : undefined,
    );
    assert.match(wordsOf(sent.blocks), /the result comes to your messages/);
  });

  test(`${mode}: a form is filled in, the plan seen and sent for approval`, async (t) => {
    const running = await startSlack(t, mode);
    const { simulator, useCases } = running;
    const noor = simulator.as(people.requester);
    await noor.command(here, '/iam key svc-backup disable');
    const form = await simulator.waitFor(() => noor.modal);
    assert.equal(form.title?.text, 'Disable an access key');
    assert.match(wordsOf(form.blocks), /svc-backup in prod-eu/);
    await noor.fill(form.id, { accessKey: 'AKIAIOSFODNN7EXAM2PX', reason: 'nobody uses it' });
    assert.deepEqual(await noor.submit(form.id), { kind: 'updated' });
    assert.deepEqual(useCases.asked.find(({ what }) => what === 'check')?.with[2], {
      accessKey: 'AKIAIOSFODNN7EXAM2PX',
      reason: 'nobody uses it',
    });
    const preview = await simulator.waitFor(() =>
      noor.modal?.submit?.text === 'Send for approval' ? noor.modal : undefined,
    );
    await noor.submit(preview.id);
    await simulator.waitFor(() => noor.modal?.title?.text === 'IAM-42 is on its way');
  });

  test(`${mode}: of several users one is chosen, and what was typed is kept`, async (t) => {
    const matches = ['prod-eu', 'staging'].map((name) => ({
      user: request.target,
      account: { ...account, name },
    }));
    const running = await startSlack(t, mode, {
      start: async (_by, { name, action }) =>
        name === 'svc-backup' ? { page: 'choices', asked: name, action, matches } : atOnce,
    });
    const { simulator } = running;
    const noor = simulator.as(people.requester);
    await noor.command(here, '/iam quarantine svc-backup key on a paste site');
    const choice = await simulator.waitFor(() => noor.modal);
    assert.equal(choice.title?.text, 'Which user?');
    await noor.click(choice.id, 'choose-user', { blockId: 'choice-0' });
    await simulator.waitFor(() => noor.modal?.title?.text === 'What will happen');
    assert.deepEqual(started(running).at(-1), [
      requester,
      { action: 'quarantine-user', name: value, values: { reason: 'key on a paste site' } },
    ]);
  });

  test(`${mode}: every action on a user opens its form from the card, by its button or behind “More…”`, async (t) => {
    const running = await startSlack(t, mode, {
      show: async () => ({ ...shownWith({}), offers: userActionIds }),
    });
    const { simulator } = running;
    const noor = simulator.as(people.requester);
    await noor.openHome();
    await noor.click((await simulator.waitFor(() => noor.home)).id, 'show-user');
    const card = await simulator.waitFor(() => (noor.modal?.title?.text === 'User' ? noor.modal : undefined));
    const begins = (view: SlackView) =>
      userActionIds.filter((id) => JSON.stringify(view.blocks).includes(`"begin:${id}"`));
    const opensEach = async (page: SlackView) => {
      for (const action of begins(page)) {
        await noor.click(page.id, `begin:${action}`);
        const form = await simulator.waitFor(() =>
          noor.modal && noor.modal.id !== page.id ? noor.modal : undefined,
        );
        assert.equal(form.title?.text, 'Disable an access key');
        await noor.close(form.id);
        assert.deepEqual(started(running).at(-1), [requester, { action, name: value, values: {} }]);
      }
    };
    assert.ok(begins(card).length < userActionIds.length);
    await opensEach(card);
    await noor.click(card.id, 'more-actions');
    const all = await simulator.waitFor(() =>
      noor.modal?.title?.text === 'What can be done' ? noor.modal : undefined,
    );
    assert.equal(all.id, card.id, 'in place of the card, so that the form still fits on the stack');
    assert.deepEqual(begins(all), userActionIds);
    await opensEach(all);
  });

  test(`${mode}: the owner is asked for what is not mine to do, and the page says so`, async (t) => {
    const running = await startSlack(t, mode, {
      start: async () => ({
        page: 'stopped',
        refusal: refusal('not-yours', 'svc-backup in prod-eu belongs to somebody else.'),
        ask: { action: 'rotate-access-key', user: request.target, owner: requester, ownerName: 'Ines' },
      }),
    });
    const { simulator, useCases } = running;
    const noor = simulator.as(people.requester);
    await noor.command(here, '/iam rotate svc-backup');
    const page = await simulator.waitFor(() => noor.modal);
    assert.match(JSON.stringify(page.blocks), /Ask @Ines to rotate its key/);
    await noor.click(page.id, 'ask-owner');
    await simulator.waitFor(() => (noor.modal?.title?.text === 'The owner was asked' ? true : undefined));
    assert.deepEqual(useCases.asked.at(-1), {
      what: 'askOwner',
      with: [requester, { action: 'rotate-access-key', name: value }],
    });
  });

  test(`${mode}: a user and an action are chosen from anywhere, and its form follows in place`, async (t) => {
    const running = await startSlack(t, mode);
    const { simulator } = running;
    const noor = simulator.as(people.requester);
    await noor.shortcut('change-user');
    const page = await simulator.waitFor(() => noor.modal);
    const [found] = await noor.suggest(page.id, 'field-user', 'backup');
    await noor.fill(page.id, { user: found?.value ?? '', action: 'offboard-user' });
    await noor.submit(page.id);
    await simulator.waitFor(() => (noor.modal?.title?.text === 'Disable an access key' ? true : undefined));
    assert.equal(noor.modal?.id, page.id);
    assert.deepEqual(started(running), [[requester, { action: 'offboard-user', name: value, values: {} }]]);
  });

  test(`${mode}: the owner of a key that was disabled enables it again from the message`, async (t) => {
    const running = await startSlack(t, mode);
    const { simulator, slack } = running;
    const view = viewOf('disable-access-key');
    const owner = simulator.as(people.requester);
    const message = await slack.chat.post(
      requester,
      { kind: 'told', view: { ...view, request: { ...view.request, state: 'done' } } },
      { key: 'IAM-42/told/owner' },
    );
    await owner.click(message, 'begin:enable-access-key');
    await simulator.waitFor(() => owner.modal);
    const { target, input } = view.request;
    assert.deepEqual(started(running), [
      [
        requester,
        {
          action: 'enable-access-key',
          name: `${target.accountId}/${target.userName}`,
          values: { accessKey: input.accessKey },
        },
      ],
    ]);
  });
}

test('the end of a key’s id is enough: the plan comes, or what is wrong with it', async (t) => {
  const running = await startSlack(t, 'http');
  const { simulator, useCases } = running;
  const noor = simulator.as(people.requester);
  await noor.command(here, '/iam key svc-backup disable …q7ta');
  const preview = await simulator.waitFor(() => noor.modal);
  assert.equal(preview.title?.text, 'What will happen');
  assert.deepEqual(useCases.asked.find(({ what }) => what === 'check')?.with, [
    requester,
    keyPage.draftId,
    { accessKey: 'AKIAIOSFODNN7EXAQ7TA' },
  ]);
  await noor.close(preview.id);
  await noor.command(here, '/iam key svc-backup disable …ZZZZ');
  const form = await simulator.waitFor(() => noor.modal);
  assert.match(wordsOf(form.blocks), /No key that this could be done to ends in …ZZZZ/);
});

test('a refusal and an outage are said in words', async (t) => {
  const running = await startSlack(t, 'http', {
    start: async (_by, { action }) => {
      if (action === 'claim-user') throw new Unavailable('AWS is away.');
      return {
        page: 'stopped',
        refusal: refusal('not-yours', 'svc-backup in prod-eu belongs to somebody else.'),
      };
    },
  });
  const { simulator } = running;
  const noor = simulator.as(people.requester);
  await noor.command(here, '/iam extend svc-backup');
  const stopped = await simulator.waitFor(() => noor.modal);
  assert.match(wordsOf(stopped.blocks), /belongs to somebody else/);
  assert.equal(stopped.submit, undefined);
  await noor.close(stopped.id);
  await noor.command(here, '/iam claim svc-backup');
  const away = await simulator.waitFor(() => noor.modal);
  assert.match(wordsOf(away.blocks), /can’t be reached just now/);
});

test('a slow account leaves a page that says so, in the three seconds that a trigger lives', async (t) => {
  const release = Promise.withResolvers<void>();
  const { simulator } = await startSlack(t, 'http', {
    start: async () => {
      await release.promise;
      return keyPage;
    },
  });
  const noor = simulator.as(people.requester);
  await noor.command(here, '/iam claim svc-backup');
  assert.equal((await simulator.waitFor(() => noor.modal)).title?.text, 'One moment');
  release.resolve();
  await simulator.waitFor(() => noor.modal?.title?.text === keyPage.title);
});

test('a misread command offers the right one, and its button opens the form', async (t) => {
  const running = await startSlack(t, 'http');
  const { simulator } = running;
  const noor = simulator.as(people.requester);
  const answer = await noor.command(here, '/iam key svc-backup disabel …Q7TA');
  assert.match(answer?.text ?? '', /Did you mean \/iam key svc-backup disable …Q7TA\?/);
  assert.ok(answer);
  await noor.click(answer, 'run-command');
  await simulator.waitFor(() => noor.modal?.title?.text === 'What will happen');
  const usage = await noor.command(here, '/iam key');
  assert.match(usage?.text ?? '', /Which user\? \/iam key &lt;user&gt; create\|disable\|enable\|delete/);
});
