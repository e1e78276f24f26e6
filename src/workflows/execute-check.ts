import { eligibleGroups } from '../domain/approval.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import { samePerson } from '../domain/person.ts';
import { Unavailable } from './ports.ts';
import { sameRequirement } from './replan.ts';
import { giveUpAfterMs, type Run } from './run.ts';

/**
 * Everything that has to be true before the first step, asked again now: each approver is still who they were and
 * stands in the audit chain, and the plan made from today's facts has the hash that was approved.
 * Gives the request in `executing`, or undefined when it went elsewhere.
 */
export async function check(request: ChangeRequest, run: Run): Promise<ChangeRequest | undefined> {
  try {
    return await checkNow(request, run);
  } catch (error) {
    if (!(error instanceof Unavailable) || !(await isLate(request, run))) throw error;
    const message = `What was approved could not be checked for half an hour. ${error.message}`;
    const failure = {
      phase: 'check',
      step: 'check that nothing has changed since the approval',
      code: 'unavailable',
      message,
    } as const;
    return void (await run.transition({ kind: 'fail', failure }));
  }
}

/** Tried again in silence for a while; then a person has to know. */
async function isLate(request: ChangeRequest, { deps }: Run): Promise<boolean> {
  const now = await deps.store.read((reader) => reader.now());
  return Date.parse(now) - Date.parse(request.changedAt) > giveUpAfterMs;
}

async function checkNow(request: ChangeRequest, run: Run): Promise<ChangeRequest | undefined> {
  const forged = await forgedApproval(request, run);
  if (forged) return void (await run.transition({ kind: 'void-approval', ...forged }));
  const gone = await lapsedApproval(request, run);
  if (gone) return void (await run.transition({ kind: 'void-approval', ...gone }));
  const again = await run.deps.replan(request);
  if (!again.ok) {
    if (again.refusal.code === 'unavailable') {
      const failure = {
        phase: 'check',
        step: 'check that nothing has changed since the approval',
        code: 'unavailable',
        message: again.refusal.say,
      } as const;
      return void (await run.transition({ kind: 'fail', failure }));
    }
    return void (await run.transition({ kind: 'drift', differences: [again.refusal.say] }));
  }
  if (again.proposal.planHash !== request.planHash || !sameRequirement(again.proposal, request)) {
    return void (await run.transition({
      kind: 'drift',
      differences: again.differences,
      proposal: again.proposal,
    }));
  }
  return run.transition({ kind: 'start' });
}

interface Lapsed {
  readonly of: ChangeRequest['requestedBy'];
  readonly why: string;
}

/** A write to the database alone can't forge an approval: each one has to be an event of the keyed chain, for this plan. */
async function forgedApproval(request: ChangeRequest, { deps }: Run): Promise<Lapsed | undefined> {
  if (request.approvals.length === 0) return undefined;
  const entries = await deps.store.read((reader) => reader.audit({ requestId: request.id }, 1000));
  for (const approval of request.approvals) {
    const recorded = entries.some(
      (entry) =>
        entry.authentic &&
        entry.kind === 'request-approved' &&
        entry.actor.kind === 'person' &&
        entry.actor.id === approval.by &&
        entry.planHash === approval.planHash,
    );
    if (!recorded)
      return {
        of: approval.by,
        why: 'An approval is not in the audit chain as it was given, so it doesn’t count. Tell security: the database may have been edited.',
      };
  }
  return undefined;
}

/** An approver who has left the workspace or the group, or turns out to be the requester's other account. */
async function lapsedApproval(request: ChangeRequest, { deps }: Run): Promise<Lapsed | undefined> {
  for (const approval of request.approvals) {
    const actor = await deps.people.actor(approval.by);
    if (!actor.ok)
      return {
        of: approval.by,
        why: 'An approver is no longer an active member of this workspace, so the approval doesn’t count.',
      };
    if (request.excluded.some((person) => samePerson(person, actor.person, deps.house.people))) {
      return {
        of: approval.by,
        why: 'An approver turned out to be somebody whom the request concerns, so the approval doesn’t count.',
      };
    }
    const { groups } = await deps.people.decider(actor.person);
    const still = eligibleGroups(request.requirement, approval.groups).some((group) =>
      groups.includes(group),
    );
    if (!still)
      return {
        of: approval.by,
        why: 'An approver has left the group that may decide, so the approval doesn’t count.',
      };
  }
  return undefined;
}
