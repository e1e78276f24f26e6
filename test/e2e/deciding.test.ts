import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { groupIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, carriedOut, deny, press, statusOf, toldTo } from './decisions.ts';
import { ask, previewOf } from './request-form.ts';
import { card, sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

const PROD = '123456789012';
const risky = { bundles: ['s3-read-all'] };

describe('deciding', () => {
  const stage = sharedStage({ configuration: { people: [[people.owner, 'U0INESPHONE']] } });
  const users = () =>
    stage()
      .aws.world.snapshot(PROD)
      .users.map(({ name }) => name);

  test('a denial reaches the requester with its reason and a way to ask again', async () => {
    const id = await ask(stage(), { userName: 'svc-denied' });
    await cardWhen(stage(), id, /waiting/);
    await deny(stage(), id, 'Use the forwarder’s role: <https://evil.example|click> & <!channel>');
    const shown = await cardWhen(stage(), id, /: denied\./);
    assert.match(words(shown), /Denied by @U0TOMASZ000.*Reason/);
    const requester = stage().slack.as(people.requester);
    const told = await stage().slack.waitFor(() =>
      requester.dm().find((message) => message.text.startsWith(`Your request ${id}: denied.`)),
    );
    assert.match(
      words(told),
      /It was denied by @U0TOMASZ000 \. Reason Use the forwarder’s role: <https:\/\/evil/,
    );
    assert.match(words(told), /Nothing was done\. Change what was wrong and ask again\./);
    assert.ok(buttonsOf(told).includes('Change and ask again'));
    // Typed text stays text: no link, no mention.
    assert.equal(JSON.stringify(told.blocks).includes('"type":"link"'), false);
    await requester.click(told, 'ask-again');
    const again = await stage().slack.waitFor(() =>
      requester.modal?.callbackId === 'request-details' ? requester.modal : undefined,
    );
    const filledIn = JSON.stringify(again.blocks);
    for (const value of ['svc-denied', 'U0NOOR00000', '2027', 'metrics-read', 'prod-eu'])
      assert.ok(filledIn.includes(value), `${value} is filled in: ${filledIn}`);
    requester.reload();
    assert.equal(users().includes('svc-denied'), false);
  });

  test('a denial without a reason is not sent', async () => {
    const id = await ask(stage(), { userName: 'svc-no-reason' });
    await cardWhen(stage(), id, /waiting/);
    const answer = await deny(stage(), id, '   ').catch((error: Error) => error.message);
    assert.match(JSON.stringify(answer), /Say why|complete this required field/);
    assert.match(card(stage(), id)?.text ?? '', /waiting for approval, 0 of 1/);
    stage().slack.as(people.platformApprover).reload();
    await deny(stage(), id, 'Not needed any more.');
    await cardWhen(stage(), id, /: denied/);
  });

  test('only the requester cancels, and nothing is done', async () => {
    const id = await ask(stage(), { userName: 'svc-cancelled' });
    await cardWhen(stage(), id, /waiting/);
    const status = await statusOf(stage(), id, 'cancel');
    assert.deepEqual(buttonsOf(status), ['Full plan', 'Cancel']);
    await stage().slack.as(people.requester).click(status, 'cancel');
    assert.match(
      words(await cardWhen(stage(), id, /: cancelled/)),
      /Cancelled by @U0NOOR00000 · nothing was done/,
    );
    assert.equal(users().includes('svc-cancelled'), false);
  });

  test('two people of different groups have to agree, and each is told why their second click does not count', async () => {
    await stage().slack.setGroupMembers(groupIds.platformApprovers, [people.platformApprover, people.owner]);
    const id = await ask(stage(), { userName: 'svc-two', ...risky });
    assert.match(
      words(await cardWhen(stage(), id, /waiting for approval, 0 of 2/)),
      /two people from different groups/,
    );
    await approve(stage(), id, people.platformApprover);
    await cardWhen(stage(), id, /1 of 2/);
    const same = await toldTo(stage(), people.platformApprover, () =>
      approve(stage(), id, people.platformApprover),
    );
    assert.equal(same, `You approved ${id} already. It waits for somebody from another group.`);
    const sameGroup = await toldTo(stage(), people.owner, () => approve(stage(), id, people.owner));
    assert.equal(
      sameGroup,
      `${id} needs two people from different groups, and yours has approved already. Nothing was counted.`,
    );
    assert.match(card(stage(), id)?.text ?? '', /1 of 2/);
    await approve(stage(), id, people.securityApprover);
    assert.match(
      words(await cardWhen(stage(), id, /: done\./)),
      /Approved by @U0TOMASZ000 Approved by @U0PRIYA0000/,
    );
  });

  test('nobody decides on what they asked for or would own, by no second account', async () => {
    const { slack } = stage();
    const platform = [people.platformApprover, people.owner, people.requester, 'U0NOORADMIN', 'U0INESPHONE'];
    const noor = slack.state.user(people.requester);
    assert.ok(noor);
    await slack.addUser({
      ...noor,
      id: 'U0NOORADMIN',
      name: 'noor.admin',
      email: 'Noor.Haddad+admin@Hearth.example',
    });
    await slack.addUser({ ...noor, id: 'U0INESPHONE', name: 'ines.phone', email: 'im@phone.example' });
    await slack.setGroupMembers(groupIds.platformApprovers, platform);
    const channel = slack.state.channelNamed('iam-approvals');
    await slack.setChannelMembers(channel?.id ?? '', [...(channel?.members ?? []), ...platform]);

    const id = await ask(stage(), { userName: 'svc-mine', owner: people.owner });
    await cardWhen(stage(), id, /waiting/);
    const told = (by: string) => toldTo(stage(), by, () => approve(stage(), id, by));
    const nobody = 'Somebody else has to look at it.';
    assert.equal(await told(people.requester), `You can’t decide on ${id}: you asked for it. ${nobody}`);
    assert.equal(await told('U0NOORADMIN'), `You can’t decide on ${id}: you asked for it. ${nobody}`);
    assert.equal(await told(people.owner), `You can’t decide on ${id}: you would own it. ${nobody}`);
    assert.equal(await told('U0INESPHONE'), `You can’t decide on ${id}: you would own it. ${nobody}`);
    // No reason is asked of those whose denial would not be taken.
    await press(stage(), id, 'deny', people.owner);
    const owner = slack.as(people.owner);
    const page = await slack.waitFor(() => (owner.modal?.callbackId === 'answer' ? owner.modal : undefined));
    assert.ok(words(page).includes(`You can’t decide on ${id}: you would own it. ${nobody}`), words(page));
    assert.match(card(stage(), id)?.text ?? '', /0 of 1/);
    for (const by of [people.requester, 'U0NOORADMIN', people.owner]) {
      const list = await slack.as(by).command(channel?.id ?? '', '/iam pending');
      assert.equal(words(list).includes(id), false, by);
    }
    await carriedOut(stage(), id);
  });

  test('a guest, a stranger, a leaver, an app and a bystander change nothing and read why', async () => {
    const { slack } = stage();
    const channel = slack.state.channelNamed('iam-approvals');
    const everybody = [
      people.guest,
      people.stranger,
      people.leaver,
      people.responder,
      'U0ROBOT0000',
      'U0BYSTANDER',
    ];
    const noor = slack.state.user(people.requester);
    assert.ok(noor);
    await slack.addUser({
      ...noor,
      id: 'U0ROBOT0000',
      name: 'robot',
      email: 'r@hearth.example',
      isBot: true,
    });
    await slack.addUser({ ...noor, id: 'U0BYSTANDER', name: 'by', email: 'by@hearth.example' });
    await slack.setChannelMembers(channel?.id ?? '', [
      ...new Set([...(channel?.members ?? []), ...everybody]),
    ]);
    await slack.setGroupMembers(groupIds.platformApprovers, [
      people.platformApprover,
      ...everybody.slice(0, 5),
    ]);
    await slack.setDeactivated(people.leaver, false);
    const id = await ask(stage(), { userName: 'svc-strangers' });
    const open = await cardWhen(stage(), id, /waiting/);
    const before = JSON.stringify(open.blocks);
    const told = (by: string) => toldTo(stage(), by, () => approve(stage(), id, by));
    assert.match(await told(people.guest), /^Guests can’t act on AWS users\. Nothing was changed\./);
    assert.match(
      await told(people.stranger),
      /^You are not a member of this workspace\. Nothing was changed\./,
    );
    assert.match(await told('U0ROBOT0000'), /^Apps and bots can’t act here\. Nothing was changed\./);
    assert.equal(
      await told('U0BYSTANDER'),
      `You can’t decide on ${id}: one of Platform approvers, Security can. Nothing was changed.`,
    );
    // Deactivated while the click was on its way.
    const held = slack.holdDeliveries();
    const clicking = slack.as(people.leaver).click(open, 'approve');
    void slack.setDeactivated(people.leaver);
    const looked = slack.calls.length;
    await held.release();
    await clicking;
    // Slack takes no answer for somebody who is gone; that it was tried shows that the click was refused.
    await slack.waitFor(() =>
      slack.calls
        .slice(looked)
        .some(({ method, args }) => method === 'chat.postEphemeral' && args.user === people.leaver),
    );
    assert.equal(JSON.stringify(card(stage(), id)?.blocks), before);
    await slack.setGroupMembers(groupIds.platformApprovers, [people.platformApprover, people.owner]);
    await deny(stage(), id, 'That was enough.');
    await cardWhen(stage(), id, /: denied/);
  });

  test('an approver who leaves the group before it runs no longer counts: it is asked again', async () => {
    const { slack, aws } = stage();
    const id = await ask(stage(), { userName: 'svc-left', ...risky });
    await cardWhen(stage(), id, /waiting/);
    await approve(stage(), id, people.platformApprover);
    await cardWhen(stage(), id, /1 of 2/);
    await slack.setGroupMembers(groupIds.platformApprovers, [people.owner]);
    await approve(stage(), id, people.securityApprover);
    const again = await cardWhen(stage(), id, /waiting for approval, 1 of 2/);
    const note = await slack.waitFor(
      () => words(again).includes('no longer') || words(card(stage(), id)).includes('has left the group'),
    );
    assert.ok(note);
    assert.match(
      words(card(stage(), id)),
      /An approver has left the group that may decide, so the approval doesn’t count\./,
    );
    assert.equal(
      aws.world.snapshot(PROD).users.some(({ name }) => name === 'svc-left'),
      false,
    );
    await approve(stage(), id, people.owner);
    await cardWhen(stage(), id, /: done\./);
    await slack.setGroupMembers(groupIds.platformApprovers, [people.platformApprover, people.owner]);
  });

  test('of two clicks at once one counts, and the other is told what has happened', async () => {
    const { slack } = stage();
    const id = await ask(stage(), { userName: 'svc-both' });
    await cardWhen(stage(), id, /waiting/);
    const held = slack.holdDeliveries();
    const first = approve(stage(), id, people.platformApprover);
    const second = approve(stage(), id, people.securityApprover);
    await slack.waitFor(() => card(stage(), id));
    const told = await toldTo(stage(), people.securityApprover, () => held.release());
    await Promise.all([first, second]);
    assert.match(
      told,
      new RegExp(`^${id} is (approved already|approved and running|done)\\. Your click changed nothing\\.$`),
    );
    assert.equal(words(await cardWhen(stage(), id, /: done\./)).match(/Approved by/g)?.length, 1);
  });

  test('one person has at most five open requests', async () => {
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4, 5])
      ids.push(await ask(stage(), { userName: `svc-many-${n}` }, people.responder));
    const person = stage().slack.as(people.responder);
    await person.submit((await previewOf(stage(), { userName: 'svc-many-6' }, people.responder)).id);
    assert.match(
      words(person.modal),
      /You have 5 open requests, as many as one person may have\. Cancel one, or wait/,
    );
    person.reload();
    for (const id of ids) {
      await cardWhen(stage(), id, /waiting/);
      await deny(stage(), id, 'Too many.');
    }
    for (const id of ids) await cardWhen(stage(), id, /: denied/);
    await ask(stage(), { userName: 'svc-many-7' }, people.responder);
  });
});
