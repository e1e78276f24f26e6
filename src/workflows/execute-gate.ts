import { type ChangeRequest, currentHold } from '../domain/change-request.ts';
import { type Gate, type GateFacts, judgeGate } from '../domain/gate.ts';
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
  if (facts === 'unreadable') {
    const { reminders, evidence } = hold;
    const why = 'AWS, which can’t be read just now';
    const until = plusMs(now, unreadableMs);
    return void (await run.transition({ kind: 'look', until, why, reminders, evidence }));
  }
  const verdict = judgeGate(gate, hold, facts, now);
  switch (verdict.kind) {
    case 'open':
      return hold.stage === 0 ? openFirst(request, run) : run.transition({ kind: 'open-gate' });
    case 'give-up':
      return void (await run.transition(verdict));
    case 'hold':
      return void (await run.transition({ ...verdict, kind: 'look' }));
  }
}

/** Nothing has been done yet: what was approved days ago has to be what today's facts give. Throws `Unavailable`. */
async function openFirst(request: ChangeRequest, run: Run): Promise<ChangeRequest | undefined> {
  const again = await run.deps.replan(request);
  if (!again.ok) {
    if (again.refusal.code === 'unavailable') throw new Unavailable(again.refusal.say);
    return void (await run.transition({ kind: 'drift', differences: [again.refusal.say] }));
  }
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
