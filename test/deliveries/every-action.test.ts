import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RequestId } from '../../src/domain/ids.ts';
import { SlackUserId } from '../../src/domain/ids.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { cast } from '../cast/cast.ts';
import { type Scenario, scenarioName } from '../cast/scenario.ts';
import { embeddedBase } from '../workshop/base.ts';
import { ask, goOn, load, prepare } from '../workshop/play.ts';
import { openWorkshop, type Workshop } from '../workshop/workshop.ts';
import { anew, click, type Delivered, deliver, effectsOf } from './clicks.ts';

const outsiders = [people.guest, people.stranger, people.leaver, 'U0CHATELAIN', 'U0NOBODY000'];
const dayMs = 86_400_000;

describe('every click of every action: twice, late, in another order, by others', () => {
  let workshop: Workshop;
  before(async () => {
    workshop = await openWorkshop(await embeddedBase());
  });
  after(() => workshop.close());

  /** Refused in a sentence, and nothing is otherwise than before. */
  async function changesNothing(id: RequestId, what: string, delivered: Delivered): Promise<void> {
    const was = await effectsOf(workshop, id);
    const said = await deliver(workshop, delivered);
    await workshop.live((life) => life.settle());
    assert.deepEqual(await effectsOf(workshop, id), was, what);
    assert.equal(said.length, 1, `${what}: a sentence, once`);
    assert.match(said[0] ?? '', /^[A-ZÄ“].{15,}\.$|^svc|^IAM-/s, what);
  }

  /** The same delivery four times at once, and another click right behind it: one effect. */
  async function once(id: RequestId, delivered: Delivered): Promise<void> {
    const { events } = await effectsOf(workshop, id);
    await Promise.all([deliver(workshop, delivered, 4), deliver(workshop, anew(delivered))]);
    const now = (await effectsOf(workshop, id)).events.slice(events.length);
    const kind = delivered.intent.kind === 'approve' ? 'request-approved' : 'gate-confirmed';
    assert.equal(
      now.filter((event) => event === kind).length,
      1,
      `${delivered.intent.kind} counts once: ${now}`,
    );
  }

  async function decide(scenario: Scenario, id: RequestId): Promise<readonly Delivered[]> {
    const sent: Delivered[] = [];
    for (const by of scenario.approvers) {
      const request = await load(workshop, id);
      await changesNothing(id, 'another plan', click('approve', by, request, '0'.repeat(64)));
      await changesNothing(id, 'by the requester', click('approve', scenario.by, request));
      for (const { id: excluded } of request.excluded)
        await changesNothing(id, `by ${excluded}, whom it concerns`, click('approve', excluded, request));
      for (const outsider of outsiders)
        await changesNothing(id, `approved by ${outsider}`, click('approve', outsider, request));
      const approval = click('approve', by, request);
      await once(id, approval);
      sent.push(approval);
    }
    return sent;
  }

  /** Every gate in turn, asked by the wrong people and answered by the right one. */
  async function answer(scenario: Scenario, id: RequestId): Promise<readonly Delivered[]> {
    const sent: Delivered[] = [];
    for (const [index, move] of scenario.gates.entries()) {
      const request = await goOn(workshop, { ...scenario, gates: scenario.gates.slice(0, index) }, id);
      assert.equal(request.state, 'waiting');
      for (const outsider of [...outsiders, people.responder])
        await changesNothing(id, `answered by ${outsider}`, click('confirm', outsider, request));
      for (const kind of ['undo', 'step-back'] as const)
        for (const outsider of outsiders)
          await changesNothing(id, `${kind} by ${outsider}`, click(kind, outsider, request));
      await changesNothing(id, 'approved again', click('approve', people.platformApprover, request));
      if (move.kind !== 'answer') continue;
      const confirmation = click('confirm', move.by, request);
      await once(id, confirmation);
      sent.push(confirmation);
    }
    return sent;
  }

  for (const scenario of cast)
    test(scenarioName(scenario), async () => {
      await workshop.begin();
      await prepare(workshop, scenario);
      const id = await ask(workshop, scenario);
      const asked = await load(workshop, id);
      // Before their time, each from somebody who may later. What runs at once has no such time.
      for (const kind of asked.state !== 'pending'
        ? []
        : (['confirm', 'step-back', 'retry', 'undo', 'look-again'] as const))
        await changesNothing(id, `${kind} too early`, click(kind, scenario.by, asked));
      const approvals = await decide(scenario, id);
      const answers = await answer(scenario, id);
      const done = await goOn(workshop, scenario, id);
      assert.equal(done.state, 'done', done.failure?.message);

      workshop.clock.advance(dayMs);
      const sent = [...approvals, ...answers];
      const was = await effectsOf(workshop, id);
      for (const delivered of sent)
        assert.deepEqual(await deliver(workshop, delivered, 3), [], 'known already');
      assert.deepEqual(await effectsOf(workshop, id), was, 'a day late');
      const late = (
        ['approve', 'deny', 'cancel', 'retry', 'undo', 'confirm', 'step-back', 'look-again'] as const
      ).map((kind) =>
        click(kind, kind === 'approve' || kind === 'deny' ? people.platformApprover : scenario.by, done),
      );
      for (const delivered of [...sent.map(anew), ...late])
        await changesNothing(id, `${delivered.intent.kind} after the end`, delivered);
    });

  test('a form sent many times at once is one request, and nobody else’s', async () => {
    for (const scenario of cast.filter(({ action }) => action === 'tag-user' || action === 'claim-user')) {
      await workshop.begin();
      await prepare(workshop, scenario);
      const by = SlackUserId.parse(scenario.by);
      const { userName, action, values } = scenario;
      const preview = await workshop.live(({ useCases }) =>
        useCases.form.start(by, { action, name: userName, values }),
      );
      assert.ok(preview.page === 'preview');
      const stranger = SlackUserId.parse(people.securityApprover);
      const others = await workshop.live(({ useCases }) => useCases.form.submit(stranger, preview.draftId));
      assert.ok('code' in others);
      const sent = await workshop.live(({ useCases }) =>
        Promise.all([1, 2, 3, 4].map(() => useCases.form.submit(by, preview.draftId))),
      );
      const ids = sent.map((one) => ('kind' in one ? one.requestId : one.say));
      assert.equal(new Set(ids).size, 1);
      const mine = await workshop.live(({ store }) => store.read((reader) => reader.requestsBy(by, 10)));
      assert.deepEqual(
        mine.map(({ id }) => id),
        [ids[0]],
      );
    }
  });
});
