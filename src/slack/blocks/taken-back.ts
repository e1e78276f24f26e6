import type { ChangeRequest } from '../../domain/change-request.ts';
import type { IamOperation } from '../../domain/operation.ts';
import { describeOperation } from '../../domain/operation-words.ts';
import type { RequestView } from '../../domain/request-view.ts';
import { forGoodKinds, undoOf } from '../../domain/undo.ts';

/** What an undo would come to now, in sentences: each thing that goes back, in the order in which it does. */
export function undoConsequence(view: RequestView): string {
  const done = doneSoFar(view);
  const back = done.toReversed().flatMap((operation) => undoOf(operation, undefined).map(describeOperation));
  if (back.length > 0) return `This takes back what was done: ${back.join('; ')}. Nothing else is touched.`;
  return done.length > 0
    ? 'What was done can’t be taken back. The request ends here.'
    : 'Nothing has been done yet, and nothing will be.';
}

/** The operations that have changed something, or may have. */
export function doneSoFar({ request, progress }: RequestView): readonly IamOperation[] {
  return request.plan.stages
    .flatMap((stage) => stage.operations)
    .filter(
      ({ kind }, index) => !looks.includes(kind) && changed.includes(progress[index]?.state ?? 'waiting'),
    );
}

const looks: readonly IamOperation['kind'][] = ['read-back', 'verify-user', 'verify-absent'];
/** What was so already is left as it is. */
const changed: readonly string[] = ['done', 'running', 'intended', 'failed'];

/** What an undo has come to, in a few words. */
export function undoneWords(request: ChangeRequest): string {
  if (request.holds.at(-1)?.left === 'gone')
    return 'the user itself is gone, so nothing was left to take back';
  if (request.action === 'create-service-user') return 'nothing of it is left in the account';
  const reached = reachedKinds(request);
  if (reached.length === 0) return 'it had changed nothing';
  if (reached.some((kind) => forGoodKinds.includes(kind)))
    return 'what it had changed is as before, but what it had deleted stays deleted';
  if (reached.includes('put-user-boundary'))
    return 'what it had changed is as before, but the boundary stays';
  return request.action === 'rotate-access-key'
    ? 'the new key is deleted and the old one is as it was'
    : 'what it had changed is as it was before';
}

export const hadChangedNothing = (request: ChangeRequest): boolean => reachedKinds(request).length === 0;

/** What ran, or may have: everything before the gate at which it was given up or taken back. */
function reachedKinds({ plan, holds }: ChangeRequest): readonly IamOperation['kind'][] {
  const last = holds.at(-1);
  const end = last && last.left !== 'opened' ? last.stage : plan.stages.length;
  return plan.stages
    .slice(0, end)
    .flatMap((stage) => stage.operations.map(({ kind }) => kind))
    .filter((kind) => !looks.includes(kind));
}
