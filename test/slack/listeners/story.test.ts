import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelIds, people } from '../../../src/sandbox/workspace.ts';
import { approvals, request, requestView } from '../request-views.ts';
import { type Mode, startSlack } from '../slack-fixture.ts';

const modes: readonly Mode[] = ['http', 'socket'];

for (const mode of modes) {
  test(`${mode}: /iam request goes from the path to a submitted plan`, async (t) => {
    const { simulator, useCases } = await startSlack(t, mode);
    const noor = simulator.as(people.requester);
    await noor.command(channelIds.teamPlatform, '/iam request');
    const modal = () => simulator.waitFor(() => noor.modal, { what: 'a modal' });
    const titled = (title: string) =>
      simulator.waitFor(() => (noor.modal?.title?.text === title ? noor.modal : undefined), { what: title });

    await titled('Ask for access');
    await noor.click((await modal()).id, 'choose-path', { selected: 'aws' });
    await simulator.waitFor(() => JSON.stringify(noor.modal?.blocks).includes('Use a role'), {
      what: 'the advice',
    });
    await noor.fill((await modal()).id, { function: 'resize' });
    await noor.submit((await modal()).id);
    const answered = useCases.asked.find(({ what }) => what === 'answerPath');
    assert.deepEqual(answered?.with[2], { path: 'aws', function: 'resize' });

    await noor.click((await titled('Here is your role')).id, 'send-answer');
    await simulator.waitFor(() => JSON.stringify(noor.modal?.blocks).includes('✓ Sent'), { what: 'sent' });
    await noor.click((await modal()).id, 'decline-role');
    await simulator.waitFor(() => noor.modal?.submit, { what: 'the question why' });
    await noor.fill((await modal()).id, { 'field-insist': 'The vendor takes keys only' });
    await noor.submit((await modal()).id);
    const insisted = useCases.asked.find(({ what }) => what === 'insist');
    assert.equal(insisted?.with[2], 'The vendor takes keys only');

    const details = await titled('Service account');
    assert.equal((await noor.suggest(details.id, 'field-account', 'prod')).length, 1);
    await noor.fill(details.id, { account: '123456789012' });
    await noor.fill(details.id, { userName: 'svc-datadog' });
    await simulator.waitFor(() => JSON.stringify(noor.modal?.blocks).includes('svc-datadog is free'), {
      what: 'the note',
    });
    await noor.suggest(details.id, 'field-bundles', '');
    await noor.fill(details.id, {
      bundles: ['metrics'],
      purpose: 'metrics',
      owner: people.owner,
      team: 'platform',
      ends: '2027-05-21',
    });
    assert.deepEqual(await noor.submit(details.id), { kind: 'updated' });
    const checked = useCases.asked.find(({ what }) => what === 'check');
    assert.deepEqual(checked?.with[2], {
      account: '123456789012',
      userName: 'svc-datadog',
      purpose: 'metrics',
      owner: people.owner,
      team: 'platform',
      bundles: ['metrics'],
      ends: '2027-05-21',
      delivery: 'secrets-manager',
    });

    const preview = await titled('What will happen');
    await noor.click(preview.id, 'back-to-details');
    await titled('Service account');
    await noor.fill((await modal()).id, {
      account: '123456789012',
      userName: 'svc-x',
      purpose: 'x',
      owner: people.owner,
      team: 'platform',
      ends: '2027-05-21',
      bundles: ['metrics'],
    });
    await noor.submit((await modal()).id);
    await noor.submit((await titled('What will happen')).id);
    await titled('IAM-42 is on its way');
  });

  test(`${mode}: an approver approves on the card, and reads why when denying`, async (t) => {
    const { simulator, slack, useCases } = await startSlack(t, mode);
    const priya = simulator.as(people.securityApprover);
    const card = await slack.chat.post(
      approvals,
      { kind: 'request-card', view: requestView() },
      { key: 'IAM-42/card' },
    );
    await priya.click(card, 'approve');
    const [done] = useCases.carriedOut;
    assert.deepEqual(done?.intent, {
      kind: 'approve',
      by: people.securityApprover,
      requestId: request.id,
      planHash: request.planHash,
      place: { channel: approvals },
    });

    await priya.click(card, 'deny');
    const denial = await simulator.waitFor(() => priya.modal);
    await priya.fill(denial.id, { reason: 'Use a role' });
    assert.deepEqual(await priya.submit(denial.id), { kind: 'cleared' });
    const last = useCases.carriedOut.at(-1)?.intent;
    assert.equal(last?.kind === 'deny' && last.reason, 'Use a role');
    assert.deepEqual(last?.place, { channel: approvals });
  });

  test(`${mode}: the same click delivered again has no second effect`, async (t) => {
    const { simulator, slack, useCases } = await startSlack(t, mode);
    const priya = simulator.as(people.securityApprover);
    const card = await slack.chat.post(
      approvals,
      { kind: 'request-card', view: requestView() },
      { key: 'k' },
    );
    await priya.click(card, 'approve');
    const first = simulator.deliveries.at(-1);
    assert.ok(first);
    // Newly signed within the same second it is the very same request, and refused as a replay; later it is accepted.
    const again = await simulator.redeliver(first.id, { timestampSkewSeconds: 7 });
    assert.equal(again.failure, undefined);
    assert.equal(useCases.asked.filter(({ what }) => what === 'accept').length, 2);
    assert.equal(useCases.carriedOut.length, 1);
  });
}
