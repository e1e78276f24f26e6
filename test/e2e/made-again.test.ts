import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, carriedOut, soon, statusOf } from './decisions.ts';
import { act, statusSays } from './lifecycle.ts';
import { ask } from './request-form.ts';
import { sharedStage } from './story.ts';
import { words } from './words.ts';

describe('a user that was offboarded', () => {
  const stage = sharedStage();

  test('is made again from its snapshot: the form as it was asked for, with what does not come along named, and a key of its own', async () => {
    const { clock, slack, aws } = stage();
    const first = await ask(stage(), { userName: 'svc-again', purpose: 'Ship metrics again' });
    await carriedOut(stage(), first);
    const keys = () =>
      aws.world
        .snapshot('123456789012')
        .users.find(({ name }) => name === 'svc-again')
        ?.keys.map(({ id }) => id);
    const old = keys();
    const id = await act(stage(), people.requester, '/iam offboard svc-again nobody needs it now');
    await approve(stage(), id);
    await statusSays(stage(), people.requester, id, /waits until/);
    clock.advance(14.1 * 86_400_000);
    await stage().app.tick();
    await cardWhen(stage(), id, /: done/);
    assert.equal(keys(), undefined);

    const person = slack.as(people.requester);
    await person.click(await statusOf(stage(), id, 'ask-again'), 'ask-again');
    const form = await soon(
      stage(),
      () => (person.modal?.callbackId === 'request-details' ? person.modal : undefined),
      'the form, filled in',
    );
    const drawn = JSON.stringify(form.blocks);
    for (const value of ['svc-again', 'Ship metrics again', '198.51.100.0/24', 'metrics-read'])
      assert.ok(drawn.includes(value), `${value} in ${drawn}`);
    assert.match(words(form.blocks), /What does not come along.*Credentials: 1 access key/);
    for (const key of old ?? []) assert.ok(!drawn.includes(key));
    const sent = await person.submit(form.id);
    assert.notEqual(sent.kind, 'errors');
    const preview = await soon(
      stage(),
      () => (person.modal?.callbackId === 'request-preview' ? person.modal : undefined),
      'the preview',
    );
    await person.submit(preview.id);
    const again = await soon(
      stage(),
      () => /^IAM-\d+/.exec(String(person.modal?.title?.text ?? ''))?.[0],
      'the number of the new request',
    );
    await carriedOut(stage(), again);
    assert.equal(keys()?.length, 1);
    assert.notDeepEqual(keys(), old);
  });
});
