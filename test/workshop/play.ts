import { randomUUID } from 'node:crypto';
import { type ChangeRequest, currentHold } from '../../src/domain/change-request.ts';
import { type RequestId, SlackUserId } from '../../src/domain/ids.ts';
import type { Intent } from '../../src/workflows/intent.ts';
import type { FormPage } from '../../src/workflows/use-cases.ts';
import { type GateMove, type Scenario, userIn } from '../cast/scenario.ts';
import type { Workshop } from './workshop.ts';

/** Plants what the scenario stands on, and plays what goes before it. */
export async function prepare(workshop: Workshop, scenario: Scenario): Promise<void> {
  const { planted, after, accountId } = scenario;
  if (planted) {
    workshop.simulator.world.change(accountId, (account) => account.users.delete(planted.name.toLowerCase()));
    workshop.simulator.world.addUser(accountId, planted);
  }
  if (after) {
    await prepare(workshop, after);
    await play(workshop, after);
  }
}

/** The whole of it, as the people in it would. Gives the request as it rests at the end. */
export async function play(workshop: Workshop, scenario: Scenario): Promise<ChangeRequest> {
  const id = await ask(workshop, scenario);
  await decide(workshop, scenario, id);
  return goOn(workshop, scenario, id);
}

/** The form, page by page, up to the submitted request. What died on the way is begun again. */
export async function ask(workshop: Workshop, scenario: Scenario): Promise<RequestId> {
  const by = SlackUserId.parse(scenario.by);
  const preview = await (scenario.action === 'create-service-user'
    ? fillIn(workshop, scenario, by)
    : workshop.live(({ useCases }) => useCases.form.start(by, { ...wishOf(workshop, scenario) })));
  const { draftId } = page(preview, 'preview');
  const sent = await workshop.live(({ useCases }) => useCases.form.submit(by, draftId));
  if (!('kind' in sent)) throw new Error(`Not submitted: ${sent.say}`);
  return sent.requestId;
}

export function wishOf({ simulator, clock }: Workshop, { action, accountId, userName, values }: Scenario) {
  const account = simulator.world.snapshot(accountId);
  const keys = userIn(account, userName)?.keys ?? [];
  const keyAt = (place: string) => keys[Number(place) - 1]?.id ?? 'no such key';
  const filled = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string'
      ? onDay(value, clock).replace(/^…(\d)$/, (_all, place: string) => keyAt(place))
      : value,
  ]);
  return { action, name: `${account.name}/${userName}`, values: Object.fromEntries(filled) };
}

/** `+90 days` as a date. */
function onDay(value: string, clock: Workshop['clock']): string {
  const days = /^\+(\d+) days$/.exec(value)?.[1];
  return days === undefined
    ? value
    : new Date(clock.now().getTime() + Number(days) * 86_400_000).toISOString().slice(0, 10);
}

async function fillIn(workshop: Workshop, scenario: Scenario, by: SlackUserId): Promise<FormPage> {
  const { path, vendor, documentation, ...values } = wishOf(workshop, scenario).values;
  const answers = { path, vendor, documentation };
  const { draftId } = page(await workshop.live(({ useCases }) => useCases.form.open(by)), 'path');
  await workshop.live(({ useCases }) => useCases.form.choosePath(by, draftId, String(path)));
  const details = await workshop.live(({ useCases }) => useCases.form.answerPath(by, draftId, answers));
  page(details, 'details');
  const account = { account: scenario.accountId, userName: scenario.userName };
  const checked = await workshop.live(({ useCases }) =>
    useCases.form.check(by, draftId, { ...values, ...account }),
  );
  if (checked !== 'fits') throw new Error(`The form objects: ${JSON.stringify(checked)}`);
  return workshop.live(({ useCases }) => useCases.form.preview(by, draftId));
}

function page<K extends FormPage['page']>(shown: FormPage | { readonly errors: object }, wanted: K) {
  if ('page' in shown && shown.page === wanted) return shown as Extract<FormPage, { page: K }>;
  const said = 'page' in shown && shown.page === 'details' ? shown.problem : JSON.stringify(shown);
  throw new Error(`The form shows no ${wanted}: ${said}`);
}

export async function decide(workshop: Workshop, { approvers }: Scenario, id: RequestId): Promise<void> {
  for (const [index, by] of approvers.entries())
    await click(workshop, id, by, 'approve', (request) => request.approvals.length === index);
}

/** Works, and makes each gate's move, until it rests somewhere: at an end, at a failure, or before a gate that AWS keeps it from seeing. */
export async function goOn(workshop: Workshop, scenario: Scenario, id: RequestId): Promise<ChangeRequest> {
  let delays = 0;
  for (let turn = 0; turn < 80; turn++) {
    await workshop.live((life) => life.settle());
    const request = await load(workshop, id);
    if (request.state !== 'waiting') return request;
    const hold = currentHold(request);
    const move = hold && scenario.gates[gatesBefore(request, hold.stage)];
    if (hold && !move) return request;
    if (!hold || isBlind(request)) delays += 1;
    if (hold && delays > 4) return request;
    if (move) await makeMove(workshop, request, move);
    const next = (await load(workshop, id)).resumeAt;
    if (next !== undefined) advanceTo(workshop, next);
    // The third time AWS says “later”: then patience is at its end, and a person is asked.
    if (!hold && delays > 2) workshop.clock.advance(31 * 60_000);
  }
  throw new Error(`${id} does not come to rest: ${(await load(workshop, id)).state}`);
}

const isBlind = ({ waitingFor }: ChangeRequest) => /can’t be read/.test(waitingFor ?? '');
const gatesBefore = ({ plan }: ChangeRequest, stage: number) =>
  plan.stages.slice(0, stage).filter(({ gate }) => gate !== undefined).length;

async function makeMove(workshop: Workshop, request: ChangeRequest, move: GateMove): Promise<void> {
  const { id, holds } = request;
  if (move.kind === 'answer') {
    const asks = (now: ChangeRequest) =>
      now.holds.length === holds.length && currentHold(now) !== undefined && !currentHold(now)?.confirmedBy;
    await click(workshop, id, move.by, 'confirm', asks);
  }
  if (move.kind === 'switched') {
    await useNewKey(workshop, request);
    // Looked at every hour; one look is enough.
    workshop.clock.advance((workshop.house.rotation.idleHours + 1) * 3_600_000);
  }
}

/** Somebody's program works with the new key from now on. */
async function useNewKey({ simulator, live }: Workshop, { id, target }: ChangeRequest): Promise<void> {
  const steps = await live(({ store }) => store.read((reader) => reader.steps(id)));
  const key = steps.findLast((step) => step.produced?.accessKeyId)?.produced?.accessKeyId;
  const user = userIn(simulator.world.snapshot(target.accountId), target.userName);
  const old = user?.keys.find((one) => one.id !== key && one.lastUsed)?.lastUsed;
  if (key && old)
    simulator.world.recordUse(target.accountId, key, { service: old.service, region: old.region });
}

/** Presses a button that is still there: whoever got no answer looks at the card again first. */
export async function click(
  workshop: Workshop,
  requestId: RequestId,
  who: string,
  kind: 'approve' | 'confirm' | 'retry' | 'undo' | 'step-back',
  isThere: (request: ChangeRequest) => boolean,
): Promise<void> {
  const by = SlackUserId.parse(who);
  await workshop.live(async (life) => {
    await life.settle();
    const request = await life.store.read((reader) => reader.request(requestId));
    if (!request || !isThere(request)) return;
    const about = { by, requestId, place: {} };
    const intent: Intent =
      kind === 'approve' ? { kind, ...about, planHash: request.planHash } : { kind, ...about };
    const key = randomUUID();
    await life.useCases.accept(key, intent);
    await life.useCases.carryOut(key, intent);
  });
}

export async function load({ live }: Workshop, id: RequestId): Promise<ChangeRequest> {
  const request = await live(({ store }) => store.read((reader) => reader.request(id)));
  if (!request) throw new Error(`There is no ${id}.`);
  return request;
}

export function advanceTo({ clock }: Workshop, instant: string): void {
  clock.advance(Math.max(0, Date.parse(instant) - clock.now().getTime() + 1));
}
