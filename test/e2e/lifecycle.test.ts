import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PROD_EU } from '../../src/sandbox/scenario/prod-eu.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, dmWith, soon } from './decisions.ts';
import { act, statusSays } from './lifecycle.ts';
import { type Stage, sharedStage } from './story.ts';
import { words } from './words.ts';

const userOf = (stage: Stage, name: string) => {
  const user = stage.aws.world.snapshot(PROD_EU).users.find((candidate) => candidate.name === name);
  assert.ok(user, name);
  return user;
};
const tagOf = (stage: Stage, name: string, key: string) => userOf(stage, name).tags[key];

for (const mode of ['http', 'socket'] as const) {
  describe(`the life of a user that exists, ${mode}`, () => {
    const stage = sharedStage({ mode });

    test('its owner tags it: at once, without anybody else, and read back', async () => {
      const id = await act(stage(), people.owner, '/iam tag svc-backup cost-center=4711 service=shop backup');
      await statusSays(stage(), people.owner, id, /done/);
      assert.equal(tagOf(stage(), 'svc-backup', 'cost-center'), '4711');
      assert.equal(tagOf(stage(), 'svc-backup', 'service'), 'shop backup');
      const inChannel = stage()
        .slack.state.messages(channelIds.approvals)
        .filter((message) => message.text.includes(id));
      assert.deepEqual(inChannel, [], 'nobody has to decide, so nobody is asked');
    });

    test('a stranger is refused in words, before the form', async () => {
      const stranger = stage().slack.as(people.requester);
      await stranger.command(channelIds.general, '/iam tag jenkins-old cost-center=4711');
      const refusal = /jenkins-old in prod-eu belongs to somebody else \(team build\)/;
      await soon(stage(), () => refusal.test(words(stranger.modal?.blocks)), 'the refusal');
      await stranger.close(stranger.modal?.id ?? '');
    });

    test('its owner disables a key at once, and enabling it again needs an approval', async () => {
      const key = userOf(stage(), 'svc-backup').keys[0];
      assert.ok(key);
      const off = await act(stage(), people.owner, `/iam key svc-backup disable ${key.id}`);
      await statusSays(stage(), people.owner, off, /done/);
      assert.equal(userOf(stage(), 'svc-backup').keys[0]?.active, false);

      const on = await act(stage(), people.owner, `/iam key svc-backup enable ${key.id}`);
      await approve(stage(), on, people.platformApprover);
      await cardWhen(stage(), on, /done/);
      assert.equal(userOf(stage(), 'svc-backup').keys[0]?.active, true);
    });

    test('a responder quarantines at once, everybody concerned is told, and a restore gives back exactly what was there', async () => {
      const before = userOf(stage(), 'svc-backup');
      const started = stage().aws.calls.length;
      const id = await act(stage(), people.responder, '/iam quarantine svc-backup seen on a paste site');
      await statusSays(stage(), people.responder, id, /done/);
      const writes = stage()
        .aws.calls.slice(started)
        .map((call) => call.operation)
        .filter((operation) => !/^(Get|List|Assume|Describe)/.test(operation));
      assert.deepEqual(
        writes,
        ['AttachUserPolicy', 'UpdateAccessKey'],
        'the deny first, then the key, and nothing else',
      );
      await dmWith(stage(), /svc-backup is in quarantine/, people.owner);
      await soon(
        stage(),
        () =>
          stage()
            .slack.state.messages(channelIds.security)
            .some((message) => message.text.includes('svc-backup is in quarantine')),
        'the security channel',
      );

      const back = await act(
        stage(),
        people.responder,
        '/iam restore svc-backup false alarm, the key was a test',
      );
      await approve(stage(), back, people.platformApprover);
      await cardWhen(stage(), back, /done/);
      assert.deepEqual(userOf(stage(), 'svc-backup'), before);
    });

    test('nobody’s user is claimed, with an approval', async () => {
      const id = await act(stage(), people.requester, '/iam claim svc-legacy-ftp', {
        team: 'platform',
        purpose: 'File drop of the old shop',
      });
      await approve(stage(), id, people.platformApprover);
      await cardWhen(stage(), id, /done/);
      assert.equal(tagOf(stage(), 'svc-legacy-ftp', 'chatelaine:owner'), people.requester);
    });

    test('break-glass users refuse every action, in words', async () => {
      const responder = stage().slack.as(people.responder);
      await responder.command(channelIds.general, '/iam quarantine break-glass-1 just testing');
      await soon(
        stage(),
        () => /is protected: nothing here may touch it/.test(words(responder.modal?.blocks)),
        'the refusal',
      );
    });
  });
}
