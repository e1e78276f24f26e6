import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, dmWith, soon } from './decisions.ts';
import { act, statusSays } from './lifecycle.ts';
import { type Stage, sharedStage } from './story.ts';
import { words } from './words.ts';

const days = (count: number) => count * 86_400_000;

const userOf = (stage: Stage, name: string) => {
  const user = stage.aws.world.snapshot(PROD_EU).users.find((candidate) => candidate.name === name);
  assert.ok(user, name);
  return user;
};
const isDenied = (stage: Stage, name: string) =>
  userOf(stage, name).attached.some((arn) => arn.endsWith('chatelaine-quarantine'));

const modalOf = (stage: Stage, by: string) => stage.slack.as(by).modal;

/** As far as the preview, which stays open. */
async function preview(stage: Stage, by: string, command: string): Promise<string> {
  const person = stage.slack.as(by);
  await person.command(channelIds.general, command);
  const form = await soon(
    stage,
    () => modalOf(stage, by)?.submit && modalOf(stage, by),
    `the form of ${command}`,
  );
  if (form.callbackId === 'request-details') await person.submit(form.id);
  const ready = await soon(
    stage,
    () =>
      /^request-preview/.test(modalOf(stage, by)?.callbackId ?? '') &&
      modalOf(stage, by)?.submit &&
      modalOf(stage, by),
    `the preview of ${command}`,
  );
  return ready.id;
}

describe('several requests about one user', () => {
  const stage = sharedStage();

  test('of two rotations that are sent at the same moment one is taken, and the other is told of it', async () => {
    const askers = [people.owner, people.platformApprover];
    const previews = await Promise.all(askers.map((by) => preview(stage(), by, '/iam rotate svc-backup')));
    await Promise.all(
      askers.map((by, index) =>
        stage()
          .slack.as(by)
          .submit(previews[index] ?? ''),
      ),
    );
    const told = () =>
      askers.filter((by) =>
        /svc-backup is being changed already: IAM-\d+, “Rotate a key of svc-backup”/.test(
          words(modalOf(stage(), by)?.blocks),
        ),
      );
    await soon(stage(), () => told().length === 1, 'one of the two refused in words');
    const sent = askers.find((by) => !told().includes(by)) ?? '';
    const direct = () => stage().slack.as(sent).dm();
    const status = await soon(
      stage(),
      () => direct().find(({ text }) => /^Your request IAM-\d+ .*svc-backup/.test(text)),
      'the status of the other',
    );
    const id = /IAM-\d+/.exec(status.text)?.[0] ?? '';
    if (sent === people.platformApprover) await approve(stage(), id, people.securityApprover);
    await statusSays(stage(), sent, id, /waiting for an answer/);
    assert.equal(userOf(stage(), 'svc-backup').keys.length, 2);
  });

  test('what concerns another part of the user goes on beside it', async () => {
    const id = await act(stage(), people.owner, '/iam tag svc-backup cost-center=4711');
    await statusSays(stage(), people.owner, id, /done/);
  });

  test('a quarantine goes through at once and ends the rotation, which changes nothing more', async () => {
    const id = await act(stage(), people.responder, '/iam quarantine svc-backup seen on a paste site');
    await statusSays(stage(), people.responder, id, /done/);
    const ended = () =>
      [people.owner, people.platformApprover]
        .flatMap((by) => stage().slack.as(by).dm())
        .find(({ text }) => /Rotate a key of svc-backup.*ended by a quarantine/.test(text));
    await soon(stage(), ended, 'the rotation to be over');
    assert.ok(isDenied(stage(), 'svc-backup'));
    const quarantined = userOf(stage(), 'svc-backup');
    assert.deepEqual(
      quarantined.keys.map(({ active }) => active),
      [false, false],
    );
    // Nobody answers for a long while: nothing of the rotation comes to life again.
    stage().clock.advance(days(30));
    await stage().app.tick();
    await stage().slack.idle();
    assert.deepEqual(userOf(stage(), 'svc-backup').keys, quarantined.keys);

    const back = await act(stage(), people.responder, '/iam restore svc-backup it was a test key');
    await approve(stage(), back, people.platformApprover);
    await cardWhen(stage(), back, /done/);
    assert.deepEqual(
      userOf(stage(), 'svc-backup').keys.map(({ active }) => active),
      [true, true],
    );
    assert.ok(!isDenied(stage(), 'svc-backup'));
  });
});

describe('a quarantine with a day to decide', () => {
  const stage = sharedStage();
  const quarantine = (name: string) =>
    act(stage(), people.responder, `/iam quarantine ${name}`, {
      reason: 'key seen on a paste site',
      askAfter: '7',
    });
  const asked = (name: string, by: string) =>
    stage()
      .slack.as(by)
      .dm()
      .filter(({ text }) => text.startsWith(`${name} is still in quarantine`));

  test('stands, is nobody’s to undo, and is asked about on that day; nothing is lifted by itself', async () => {
    const id = await quarantine('svc-backup');
    await statusSays(stage(), people.responder, id, /waits until/);
    await dmWith(stage(), /svc-backup is in quarantine/, people.owner);
    assert.ok(isDenied(stage(), 'svc-backup'));
    const status = await statusSays(stage(), people.responder, id, /waits until/);
    assert.doesNotMatch(JSON.stringify(status.blocks), /"undo"|"step-back"/);

    stage().clock.advance(days(6.9));
    await stage().app.tick();
    await stage().slack.idle();
    assert.deepEqual(asked('svc-backup', people.owner), []);
    stage().clock.advance(days(0.2));
    await stage().app.tick();
    for (const by of [people.owner, people.responder])
      await soon(stage(), () => asked('svc-backup', by).length === 1, `the question to ${by}`);
    const inChannel = () =>
      stage()
        .slack.state.messages(channelIds.security)
        .some(({ text }) => text.startsWith('svc-backup is still in quarantine'));
    await soon(stage(), inChannel, 'the question in the security channel');
    assert.ok(isDenied(stage(), 'svc-backup'), 'nobody has decided');
  });

  test('is restored before that day, and then nobody is asked', async () => {
    const before = userOf(stage(), 'svc-statuspage');
    const id = await quarantine('svc-statuspage');
    await statusSays(stage(), people.responder, id, /waits until/);
    const back = await act(stage(), people.responder, '/iam restore svc-statuspage false alarm');
    await approve(stage(), back, people.platformApprover);
    await cardWhen(stage(), back, /done/);
    await statusSays(stage(), people.responder, id, /done/);
    assert.deepEqual(userOf(stage(), 'svc-statuspage'), before);
    stage().clock.advance(days(8));
    await stage().app.tick();
    await stage().slack.idle();
    assert.deepEqual(asked('svc-statuspage', people.owner), []);
  });
});
