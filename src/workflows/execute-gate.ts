import { type ChangeRequest, currentHold } from '../domain/change-request.ts';
import { type Gate, type GateFacts, type Hold, judgeGate } from '../domain/gate.ts';
import { plusMs } from '../domain/instant.ts';
import { isQuarantined } from '../domain/quarantine.ts';
import { Unavailable } from './ports.ts';
import { sameRequirement } from './replan.ts';
import type { Run } from './run.ts';

/** How soon a gate is looked at again when AWS can't be read. */
const unreadableMs = 300_000;

/**
 * Looks at the gate that a request stands before: reads the keys that it is about and lets it judge.
 * Gives the request in `executing` when it opens; undefined while it waits, and when it was given up.
 */
export async function lookAtGate(request: ChangeRequest, run: Run): Promise<ChangeRequest | undefined> {
  const hold = currentHold(request);
  const gate = hold && request.plan.stages[hold.stage]?.gate;
  if (!hold || !gate) return undefined;
  const now = await run.deps.store.read((reader) => reader.now());
  const facts = await readKeys(request, gate, run);
  if (facts === 'unreadable') return lookLater('AWS', hold, now, run);
  const verdict = judgeGate(gate, hold, facts, now);
  switch (verdict.kind) {
    case 'open':
      if (hold.stage > 0) return run.transition({ kind: 'open-gate' });
      return openFirst(request, () => lookLater('AWS or Slack', hold, now, run), run);
    case 'give-up':
      return void (await run.transition(verdict));
    case 'hold':
      return void (await run.transition({ ...verdict, kind: 'look' }));
  }
}

/** The gate stays shut, and the card says what is waited for: whoever has answered it isn't left wondering. */
async function lookLater(
  whom: string,
  { reminders, evidence }: Hold,
  now: string,
  run: Run,
): Promise<undefined> {
  const why = `${whom}, which can’t be read just now`;
  await run.transition({ kind: 'look', until: plusMs(now, unreadableMs), why, reminders, evidence });
}

/** Nothing has been done yet: what was approved days ago has to be what today's facts give. */
async function openFirst(
  request: ChangeRequest,
  later: () => Promise<undefined>,
  run: Run,
): Promise<ChangeRequest | undefined> {
  const again = await run.deps.replan(request).catch((error: unknown) => {
    if (error instanceof Unavailable) return undefined;
    throw error;
  });
  if (!again || (!again.ok && again.refusal.code === 'unavailable')) return later();
  if (!again.ok) return void (await run.transition({ kind: 'drift', differences: [again.refusal.say] }));
  const { proposal, differences } = again;
  if (proposal.planHash === request.planHash && sameRequirement(proposal, request))
    return run.transition({ kind: 'open-gate' });
  return void (await run.transition({ kind: 'drift', differences, proposal }));
}

/** Whether the user is still there, and the keys if the gate asks for them. */
async function readKeys(
  request: ChangeRequest,
  gate: Gate,
  { deps }: Run,
): Promise<GateFacts | 'unreadable'> {
  const oldKey = gate.kind === 'observe' ? gate.oldKey : gate.kind === 'wait' ? gate.unlessUsed : undefined;
  const user = oldKey === undefined ? 'existence' : 'full';
  const read = await deps.iam.inspect(request.target, { user, groups: [], policies: [] }, request.id);
  if (!read.ok) return 'unreadable';
  const found = read.value.user;
  if (!found || (request.target.userId !== undefined && found.userId !== request.target.userId))
    return { user: 'gone' };
  if (oldKey === undefined) return {};
  const keys = found.accessKeys;
  const steps = await deps.store.read((reader) => reader.steps(request.id));
  const newKey = steps.findLast((step) => step.direction === 'do' && step.produced?.accessKeyId)?.produced
    ?.accessKeyId;
  return {
    ...(isQuarantined(found, deps.house, request.target.accountId) ? { user: 'quarantined' } : {}),
    old: keys.find((key) => key.id === oldKey),
    new: keys.find((key) => key.id === newKey),
  };
}
