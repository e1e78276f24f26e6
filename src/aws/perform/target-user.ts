import type { UserFacts } from '../../domain/facts.ts';
import { pinnedUser } from './pinned-user.ts';
import { alreadyDone, notVisibleYet, type StepContext, type StepResult } from './step-context.ts';

export type TargetUser =
  | { readonly kind: 'there'; readonly user: UserFacts }
  | { readonly kind: 'not'; readonly result: StepResult };

/**
 * The user that a change is about, read by name and believed by UserId only. One that was made again under the name is never touched.
 * `removes`: what the change takes away is gone with the user, so an absent one needs nothing more.
 */
export async function targetUser(
  context: StepContext,
  { removes }: { readonly removes: boolean },
): Promise<TargetUser> {
  const { attempt, where } = context;
  const pinned = await pinnedUser(context);
  if (pinned.kind === 'ours') return { kind: 'there', user: pinned.user };
  if (pinned.kind === 'another')
    return { kind: 'not', result: takesBack(context) ? pinned.left : pinned.refusal };
  const { userName } = attempt.target;
  if (removes || takesBack(context))
    return {
      kind: 'not',
      result: alreadyDone({ note: `The user ${userName} in ${where.account} is gone, and this with it.` }),
    };
  return { kind: 'not', result: notVisibleYet(context, `The user ${userName}`) };
}

/**
 * Whether the step takes back what the same request has just done. Then a read that is late may show what was there before, which is
 * what is wanted: it proves nothing, and the call, harmless when repeated, is made all the same.
 */
export function takesBack({ attempt }: StepContext): boolean {
  return attempt.stepKey.startsWith(`${attempt.requestId}/undo/`);
}
