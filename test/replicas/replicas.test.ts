import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { actions } from '../../src/slack/ids.ts';
import type { Evidence } from '../crash/evidence.ts';
import { keyOf } from '../crash/gestures.ts';
import { ask, type Wish } from '../e2e/request-form.ts';
import { cardsOf, plant, settled } from './planted.ts';
import { startTwoReplicas, type TwoReplicas } from './two-replicas.ts';

const rounds = 200;
const atOnce = 20;
const racesEach = 20;

describe('two replicas on one PostgreSQL', () => {
  let replicas: TwoReplicas;
  let model: ChangeRequest;
  /** One that needs two approvers of different groups, because its key works from everywhere. */
  let sensitive: ChangeRequest;

  before(async () => {
    replicas = await startTwoReplicas();
    // The first one makes the group, so that the plans of the others are alike.
    const first = (await ask(replicas)) as RequestId;
    await click(people.platformApprover, actions.approve, [first]);
    await settled(replicas, [first], /\bdone\b/);
    model = await asked({ userName: 'svc-model' });
    sensitive = await asked({
      userName: 'svc-sensitive',
      networks: '',
      noNetworkReason: 'A vendor without fixed addresses',
    });
    assert.equal(sensitive.requirement.kind, 'two');
  });
  after(() => replicas.close());

  async function asked(wish: Wish): Promise<ChangeRequest> {
    const id = (await ask(replicas, wish)) as RequestId;
    const request = await replicas.store.read((reader) => reader.request(id));
    assert.ok(request);
    return request;
  }

  /** Everybody presses; then each click is delivered to both replicas, all at the same time. */
  async function click(by: string, actionId: string, ids: readonly RequestId[]): Promise<void> {
    const clicks: string[] = [];
    for (const card of await cardsOf(replicas, ids))
      clicks.push(await replicas.held(() => replicas.slack.as(by).click(card, actionId)));
    await Promise.all(clicks.map((id) => replicas.deliverToBoth(id)));
  }

  const plantSeveral = (count: number, options?: Parameters<typeof plant>[2], like = model) =>
    Promise.all(Array.from({ length: count }, () => plant(replicas, like, options)));

  it(`the same click on both, ${rounds} times: one decision, one execution each`, async () => {
    const ids: RequestId[] = [];
    for (let round = 0; round < rounds; round += atOnce) {
      const batch = await plantSeveral(atOnce);
      await click(people.platformApprover, actions.approve, batch);
      await settled(replicas, batch, /\bdone\b/);
      ids.push(...batch);
    }
    const evidence = await replicas.evidence();
    assert.equal(evidence.verdict.ok, true);
    for (const id of ids) executedOnce(replicas, evidence, id);
    assert.equal(ids.length, rounds);
  });

  it('approve against deny: one of them', async (t) => {
    const ids = await plantSeveral(racesEach);
    const races: [string, string][] = [];
    const denier = replicas.slack.as(people.securityApprover);
    for (const card of await cardsOf(replicas, ids)) {
      const approval = await replicas.held(() =>
        replicas.slack.as(people.platformApprover).click(card, actions.approve),
      );
      await denier.click(card, actions.deny);
      const modal = await replicas.slack.waitFor(() => denier.modal?.submit && denier.modal, {
        timeoutMs: 20_000,
        what: 'the question for a reason',
      });
      await denier.fill(modal.id, { 'field-reason': 'Use a role.' });
      races.push([approval, await replicas.held(() => denier.submit(modal.id))]);
      denier.reload();
    }
    await Promise.all(
      races.flatMap(([approval, denial], index) => {
        // Each is first on its own replica, by turns.
        const here = index % 2;
        return [replicas.deliver(approval, here), replicas.deliver(denial, 1 - here)];
      }),
    );
    await settled(replicas, ids, /\b(done|denied)\b/);
    const evidence = await replicas.evidence();
    const denied = ids.filter((id) => decisionOf(replicas, evidence, id) === 'request-denied');
    t.diagnostic(`${denied.length} of ${ids.length} were denied`);
  });

  it('approve against expiry: one of them', async (t) => {
    const now = () => replicas.store.read((reader) => reader.now());
    const ids = await plantSeveral(racesEach, { waiting: { expireAfterHours: 15 / 3600 } });
    const clicks: [string, string][] = [];
    for (const card of await cardsOf(replicas, ids)) {
      const request = await replicas.store.read((reader) =>
        reader.request(keyOf(card).split('/')[0] as RequestId),
      );
      if (!/waiting/.test(card.text) || !request) continue;
      const approval = await replicas.held(() =>
        replicas.slack.as(people.platformApprover).click(card, actions.approve),
      );
      clicks.push([approval, request.deadlines.expireAt]);
    }
    assert.ok(clicks.length > 0, 'some were asked in time');
    await Promise.all(
      clicks.map(async ([approval, expireAt], index) => {
        // From before the last moment to after it.
        const aim = new Date(Date.parse(expireAt) + (index - 0.8 * clicks.length) * 100).toISOString();
        while ((await now()) < aim);
        await replicas.deliverToBoth(approval);
      }),
    );
    await settled(replicas, ids, /\b(done|expired)\b/);
    const evidence = await replicas.evidence();
    const expired = ids.filter((id) => decisionOf(replicas, evidence, id) === 'request-expired');
    t.diagnostic(`${expired.length} of ${ids.length} expired`);
  });

  it('two approvers of different groups at once: both count, one execution', async () => {
    const ids = await plantSeveral(racesEach, {}, sensitive);
    await bothApprove([people.platformApprover, people.securityApprover], ids);
    await settled(replicas, ids, /\bdone\b/);
    const evidence = await replicas.evidence();
    for (const id of ids) executedOnce(replicas, evidence, id, 2);
  });

  it('two approvers of one group at once: one counts, nothing runs', async () => {
    const ids = await plantSeveral(racesEach, {}, sensitive);
    await bothApprove([people.securityApprover, people.responder], ids);
    await settled(replicas, ids, /1 of 2/);
    const evidence = await replicas.evidence();
    for (const id of ids) {
      const kinds = eventsOf(evidence, id);
      assert.equal(kinds.filter((kind) => kind === 'request-approved').length, 1, `${id}: one approval`);
      assert.ok(!kinds.includes('execution-started'), `${id} must not run`);
    }
  });

  async function bothApprove(pair: readonly [string, string], ids: readonly RequestId[]): Promise<void> {
    const clicks: string[][] = [];
    for (const card of await cardsOf(replicas, ids)) {
      const both: string[] = [];
      for (const by of pair)
        both.push(await replicas.held(() => replicas.slack.as(by).click(card, actions.approve)));
      clicks.push(both);
    }
    await Promise.all(clicks.flatMap((both) => both.map((id, replica) => replicas.deliver(id, replica))));
  }
});

const eventsOf = ({ audit }: Evidence, id: RequestId): readonly string[] =>
  audit.filter((entry) => entry.requestId === id).map((entry) => entry.kind);

/** Exactly one of approved, denied and expired; and what follows from it, and nothing else. */
function decisionOf(replicas: TwoReplicas, evidence: Evidence, id: RequestId): string {
  const decisions = eventsOf(evidence, id).filter((kind) =>
    ['request-approved', 'request-denied', 'request-expired'].includes(kind),
  );
  assert.equal(decisions.length, 1, `${id}: ${decisions.join(', ')}`);
  const [decision = ''] = decisions;
  if (decision === 'request-approved') executedOnce(replicas, evidence, id);
  else {
    assert.ok(!eventsOf(evidence, id).includes('execution-started'), `${id} must not run`);
    assert.equal(createdFor(replicas, id), 0, `${id}: no user`);
  }
  return decision;
}

function executedOnce(replicas: TwoReplicas, evidence: Evidence, id: RequestId, approvals = 1): void {
  const kinds = eventsOf(evidence, id);
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  assert.equal(count('request-approved'), approvals, `${id}: decisions`);
  assert.equal(count('execution-started'), 1, `${id}: executions`);
  assert.equal(count('request-done'), 1, `${id}: ends`);
  const steps = evidence.steps.filter((step) => step.requestId === id);
  assert.equal(count('step-finished'), steps.length, `${id}: each step finished once`);
  assert.equal(createdFor(replicas, id), 1, `${id}: CreateUser`);
  const { target } = evidence.requests.find((request) => request.id === id) ?? {};
  assert.ok(target);
  const user = replicas.aws.world
    .snapshot(target.accountId)
    .users.find((one) => one.name === target.userName);
  assert.equal(user?.keys.length, 1, `${id}: one key`);
  for (const key of ['card', 'status', 'hand-over'])
    assert.equal(messagesWith(replicas, `${id}/${key}`), 1, `${id}: one ${key}`);
}

const createdFor = ({ aws }: TwoReplicas, id: RequestId): number =>
  aws.calls.filter(
    (call) =>
      call.applied && call.operation === 'CreateUser' && JSON.stringify(call.parameters).includes(`"${id}"`),
  ).length;

const messagesWith = ({ slack }: TwoReplicas, key: string): number =>
  slack.state
    .channels()
    .flatMap((channel) => slack.state.messages(channel.id))
    .filter((message) => keyOf(message) === key).length;
