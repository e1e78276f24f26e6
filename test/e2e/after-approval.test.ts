import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FaultRule } from '../../src/sandbox/aws/faults.ts';
import type { Account } from '../../src/sandbox/aws/world/state.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import {
  approve,
  cardWhen,
  carriedOut,
  dmWith,
  press,
  soon,
  statusOf,
  threadOf,
  toldTo,
} from './decisions.ts';
import { ask } from './request-form.ts';
import { card, sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

const PROD = '123456789012';
const BOUNDARY = `arn:aws:iam::${PROD}:policy/chatelaine/chatelaine-boundary`;

describe('what happens after the approval', () => {
  const stage = sharedStage({}, async (opened) => {
    const { slack } = opened;
    const noor = slack.state.user(people.requester);
    const channel = slack.state.channel(channelIds.approvals);
    if (!noor || !channel) throw new Error('The workspace is not as expected.');
    await slack.addUser({ ...noor, id: 'U0BYSTANDER', name: 'by', email: 'by@hearth.example' });
    await slack.setChannelMembers(channel.id, [...channel.members, 'U0BYSTANDER']);
    await carriedOut(opened, await ask(opened, { userName: 'svc-first' }));
  });
  const user = (name: string) =>
    stage()
      .aws.world.snapshot(PROD)
      .users.find((one) => one.name === name);
  const change = (edit: (account: Account) => void) => stage().aws.world.change(PROD, edit);
  const fault = (rule: FaultRule) => stage().aws.faults.add({ account: PROD, ...rule });

  /** Approved, and before the first step somebody changes the account. Gives the card that shows the difference. */
  async function changedMeanwhile(wish: Parameters<typeof ask>[1], edit: () => void, then: RegExp) {
    const id = await ask(stage(), wish);
    await cardWhen(stage(), id, /waiting/);
    edit();
    await approve(stage(), id);
    return { id, shown: await cardWhen(stage(), id, then) };
  }

  test('a policy with a new default version: the difference is shown and asked again', async () => {
    const { id, shown } = await changedMeanwhile(
      { userName: 'svc-drift-version' },
      () =>
        change((account) => {
          const policy = account.policies.get(BOUNDARY);
          const document = JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
          });
          if (!policy) throw new Error('no boundary');
          policy.versions = [...policy.versions, { id: 'v2', document, createdAt: new Date() }];
          policy.defaultVersion = 'v2';
        }),
      /waiting for approval, 0 of 1/,
    );
    await soon(stage(), () => /was v1, \w+, is v2, \w+/.test(words(card(stage(), id))), 'the difference');
    assert.ok(words(card(stage(), id)).includes(`policy ${BOUNDARY}: was v1, `));
    assert.deepEqual(buttonsOf(card(stage(), id)), ['Approve', 'Deny…', 'Full plan']);
    const note = await soon(stage(), () => threadOf(stage(), id).at(-1), 'the note');
    assert.match(
      words(note.blocks),
      /is asked again\. Something has changed since it was approved, and nothing has run\./,
    );
    assert.equal(user('svc-drift-version'), undefined);
    // A click on the old card approves nothing: it carries the hash of the old plan.
    const [old] = stage()
      .slack.deliveries.filter((delivery) =>
        JSON.stringify(delivery.payload).includes('"action_id":"approve"'),
      )
      .slice(-1);
    assert.ok(old);
    const actions = (old.payload.actions as readonly Record<string, unknown>[]).map((action) => ({
      ...action,
      action_ts: '1700000000.000100',
    }));
    const told = await toldTo(stage(), people.platformApprover, () =>
      stage().slack.deliver({ kind: 'interactive', payload: { ...old.payload, actions: actions as never } }),
    );
    assert.match(told, /^The plan of IAM-\d+ has changed since this card was drawn\. Nothing was approved\./);
    assert.notEqual(shown.blocks, undefined);
    await approve(stage(), id);
    await cardWhen(stage(), id, /: done\./);
    assert.equal(user('svc-drift-version')?.keys.length, 1);
  });

  test('a group with another policy: no plan fits, until somebody has put it right', async () => {
    const extra = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const group = (account: Account) => account.groups.get('chatelaine-metrics-read');
    const { id, shown } = await changedMeanwhile(
      { userName: 'svc-drift-group' },
      () => change((account) => group(account)?.attached.add(extra)),
      /can’t run/,
    );
    assert.match(
      words(shown),
      /▲ Can’t run.*The group chatelaine-metrics-read in prod-eu carries other policies than the catalogue says\./,
    );
    assert.equal(user('svc-drift-group'), undefined);
    const other = await toldTo(stage(), people.platformApprover, () =>
      press(stage(), id, 'look-again', people.platformApprover),
    );
    assert.equal(other, `Only the person who asked for ${id} can do that.`);
    const status = await statusOf(stage(), id, 'look-again');
    const requester = stage().slack.as(people.requester);
    const still = await toldTo(stage(), people.requester, () => requester.click(status, 'look-again'));
    assert.match(still, /carries other policies than the catalogue says/);
    change((account) => group(account)?.attached.delete(extra));
    await requester.click(await statusOf(stage(), id, 'look-again'), 'look-again');
    await cardWhen(stage(), id, /waiting for approval, 0 of 1/);
    await carriedOut(stage(), id);
  });

  test('a bundle’s policy with a dangerous new version: nothing runs, and the way that it opens is named', async () => {
    const arn = 'arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess';
    const statement = { Effect: 'Allow', Action: ['cloudwatch:Get*', 'IAM:createpolicy*'], Resource: '*' };
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const at = new Date();
    const { id, shown } = await changedMeanwhile(
      { userName: 'svc-drift-danger' },
      () =>
        change(({ policies }) =>
          policies.set(arn, {
            ...{ id: 'ANPAEXAMPLE', name: 'CloudWatchReadOnlyAccess', path: '/', arn, tags: new Map() },
            ...{ createdAt: at, updatedAt: at, defaultVersion: 'v9', lastVersion: 9 },
            versions: [{ id: 'v9', document, createdAt: at }],
          }),
        ),
      /can’t run/,
    );
    change(({ policies }) => policies.delete(arn));
    assert.match(
      words(shown),
      /▲ Can’t run.*The bundle Metrics, read can’t be given in prod-eu\. It can rewrite a policy that is in force \(iam-001: statement 1 of CloudWatchReadOnlyAccess\)\./,
    );
    assert.deepEqual(buttonsOf(shown).includes('Approve'), false);
    assert.equal(user('svc-drift-danger'), undefined);
    assert.match(id, /^IAM-/);
  });

  test('the name taken by hand: refused, and the other user is left alone', async () => {
    const { id, shown } = await changedMeanwhile(
      { userName: 'svc-taken' },
      () => stage().aws.world.addUser(PROD, { name: 'SVC-Taken', createdDaysAgo: 0 }),
      /can’t run/,
    );
    assert.match(words(shown), /prod-eu has a user SVC-Taken already\. Choose another name\./);
    await stage()
      .slack.as(people.requester)
      .click(await statusOf(stage(), id, 'cancel'), 'cancel');
    await cardWhen(stage(), id, /: cancelled/);
    assert.deepEqual(user('SVC-Taken')?.tags, {});
    assert.equal(user('SVC-Taken')?.keys.length, 0);
  });

  test('a user made by hand between the check and the call: it stops, and Undo does not touch that user', async () => {
    fault({ fault: { kind: 'hold', when: 'before' }, operation: 'CreateUser' });
    const id = await ask(stage(), { userName: 'svc-race' });
    await cardWhen(stage(), id, /waiting/);
    await approve(stage(), id);
    await stage().aws.faults.nextHeld();
    stage().aws.world.addUser(PROD, { name: 'svc-race', createdDaysAgo: 0, tags: { owner: 'somebody' } });
    const theirs = JSON.stringify(user('svc-race'));
    stage().aws.faults.release();
    const stopped = await cardWhen(stage(), id, /: stopped/);
    assert.match(words(stopped), /Step create the user .* Why .*svc-race/);
    assert.deepEqual(buttonsOf(stopped), ['Retry', 'Undo', 'Full plan']);
    await press(stage(), id, 'undo', people.platformApprover);
    await cardWhen(stage(), id, /: undone/);
    assert.equal(JSON.stringify(user('svc-race')), theirs);
  });

  test('a failure is told in words; Retry goes on from there to the end', async () => {
    const rule = fault({ fault: { kind: 'access-denied' }, operation: 'AddUserToGroup', times: 'always' });
    const id = await ask(stage(), { userName: 'svc-retry' });
    await cardWhen(stage(), id, /waiting/);
    await approve(stage(), id);
    const stopped = await cardWhen(stage(), id, /: stopped/);
    assert.match(
      words(stopped),
      /✕ Stopped · 2 of 5 steps Step join the group chatelaine-metrics-read Why AWS refused iam:AddUserToGroup to the role ChatelaineMember in prod-eu/,
    );
    const told = await dmWith(stage(), new RegExp(`^Your request ${id}: stopped`));
    assert.match(words(told), /Retry goes on from there, Undo takes it back/);
    const bystander = await toldTo(stage(), 'U0BYSTANDER', () => press(stage(), id, 'retry', 'U0BYSTANDER'));
    assert.equal(
      bystander,
      `Only the person who asked for ${id}, the user’s owner or its approvers can do that. Nothing was changed.`,
    );
    const made = user('svc-retry')?.userId;
    stage().aws.faults.remove(rule);
    await press(stage(), id, 'retry', people.platformApprover);
    await cardWhen(stage(), id, /: done\./);
    assert.equal(user('svc-retry')?.userId, made);
    assert.equal(user('svc-retry')?.keys.length, 1);
    assert.deepEqual(user('svc-retry')?.groups, ['chatelaine-metrics-read']);
  });

  test('after a failure Undo leaves the account as it was, in full', async () => {
    const before = stage().aws.world.snapshot(PROD);
    // With a bundle of its own, so that the group is made and has to go again.
    const rule = fault({
      fault: { kind: 'error', code: 'LimitExceeded', message: 'Cannot exceed quota' },
      operation: 'CreateAccessKey',
      times: 'always',
    });
    const id = await ask(stage(), { userName: 'svc-undo', bundles: ['backup-write', 'metrics-read'] });
    await cardWhen(stage(), id, /waiting/);
    await approve(stage(), id);
    const stopped = await cardWhen(stage(), id, /: stopped/);
    assert.match(words(stopped), /A limit of prod-eu \(123456789012\) is reached\./);
    stage().aws.faults.remove(rule);
    const requester = stage().slack.as(people.requester);
    await requester.click(await statusOf(stage(), id, 'undo'), 'undo');
    const undone = await cardWhen(stage(), id, /: undone/);
    assert.match(words(undone), /↺ Undone · nothing of it is left in the account/);
    assert.deepEqual(stage().aws.world.snapshot(PROD), before);
    assert.match(
      words(await dmWith(stage(), new RegExp(`^Your request ${id}: undone`))),
      /It was taken back/,
    );
  });

  test('Undo after the key was made takes the key and its secret too', async () => {
    const before = stage().aws.world.snapshot(PROD);
    const rule = fault({ fault: { kind: 'access-denied' }, operation: 'ListMFADevices', times: 'always' });
    const id = await ask(stage(), { userName: 'svc-undo-key' });
    await cardWhen(stage(), id, /waiting/);
    await approve(stage(), id);
    await cardWhen(stage(), id, /: stopped/);
    assert.equal(user('svc-undo-key')?.keys.length, 1);
    stage().aws.faults.remove(rule);
    await press(stage(), id, 'undo', people.platformApprover);
    await cardWhen(stage(), id, /: undone/);
    assert.deepEqual(stage().aws.world.snapshot(PROD), before);
  });
});
