import { approvalsNeeded } from '../domain/approval.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import { whoDecides } from '../domain/decide-approval.ts';
import type { Account, House } from '../domain/house.ts';
import { describeOperation } from '../domain/operation-words.ts';
import type { ProgressLine, RequestView } from '../domain/request-view.ts';
import { type Step, stepKey } from '../domain/step.ts';

/** A request with its ledger, as any surface shows it. Pure. */
export function viewRequest(
  request: ChangeRequest,
  steps: readonly Step[],
  accounts: readonly Account[],
  house: House,
): RequestView {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const progress = request.plan.stages.flatMap((stage, stageIndex) =>
    stage.operations.map((operation, index): ProgressLine => {
      const step = byKey.get(stepKey(request.id, 'do', stageIndex, index));
      return progressLine(describeOperation(operation), step);
    }),
  );
  const undoes =
    request.state === 'undoing' || request.state === 'undone' || request.failure?.phase === 'undo';
  const undoProgress = steps
    .filter((step) => undoes && step.direction === 'undo' && step.stage >= (request.undoTo ?? 0))
    .map((step) => progressLine(describeOperation(step.operation), step));
  return {
    request,
    account:
      accounts.find((account) => account.id === request.target.accountId) ?? unknownAccount(request, house),
    teamName: teamOf(request, house),
    progress,
    undoProgress,
    approvalsGiven: request.approvals.length,
    approvalsNeeded: approvalsNeeded(request.requirement),
    whoDecides: whoDecides(request, house),
  };
}

function progressLine(text: string, step: Step | undefined): ProgressLine {
  if (!step) return { text, state: 'waiting' };
  const state = step.state === 'intended' ? 'running' : ownWork(step) ? 'done' : step.state;
  const note = step.failure?.message ?? step.note;
  return note === undefined ? { text, state } : { text, state, note };
}

/** Found done at a second attempt: the first one did it, and an undo takes it back. */
const ownWork = ({ state, attempts }: Step) => state === 'already-done' && attempts > 1;

function teamOf(request: ChangeRequest, house: House): string {
  const id = String(request.input.team ?? '');
  return house.teams.find((team) => team.id === id)?.name ?? id;
}

/** An account that has left the organization since: its id is still on the request. */
function unknownAccount(request: ChangeRequest, house: House): Account {
  const { accountId } = request.target;
  return {
    id: accountId,
    name: accountId,
    environment: house.defaultEnvironment,
    region: house.handOver.region,
    channel: house.channels.approvals,
  };
}
