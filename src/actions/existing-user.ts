import { z } from 'zod';
import type { Facts, UserFacts } from '../domain/facts.ts';
import { AccountId, type SlackUserId, UserName } from '../domain/ids.ts';
import type { IamOperation } from '../domain/operation.ts';
import { ownerOf, relationTo } from '../domain/ownership.ts';
import type { Pin, Plan } from '../domain/plan.ts';
import { isProtected } from '../domain/protected.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import { inOrder } from '../domain/user-order.ts';
import type { ActionSubject, FormContext, PlanningContext, Prefill } from './action.ts';

/** The part of every input that is about a user who exists. */
export const ExistingUser = z.object({ account: AccountId, userName: UserName });
export type ExistingUser = z.infer<typeof ExistingUser>;

export const subjectOf = (input: ExistingUser): ActionSubject => ({
  accountId: input.account,
  userName: input.userName,
  bundles: [],
});

export const needsInFull = () => ({ user: 'full', groups: [], policies: [] }) as const;

/** Whoever owns it now; where nobody does, the requester answers for this change. */
export function presentOwner(_input: ExistingUser, facts: Facts, context: PlanningContext): SlackUserId {
  return (facts.user && ownerOf(facts.user)) ?? context.requester.id;
}

/** What forbids any action on a user, in words: it is gone, or nobody may touch it. */
export function refuseTarget(
  input: Pick<ExistingUser, 'userName'>,
  facts: Facts,
  { house, account }: Pick<FormContext, 'house' | 'account'>,
): Refusal | undefined {
  if (!facts.user)
    return refusal('user-unknown', `${input.userName} doesn’t exist in ${account.name} any more.`);
  const isBreakGlass = tagValue(facts.user.tags, 'chatelaine:break-glass') === 'true';
  if (isProtected(facts.user.userName, house) || isBreakGlass) {
    return refusal(
      'protected',
      `${facts.user.userName} is protected: nothing here may touch it. Whoever keeps the break-glass users can.`,
    );
  }
  return undefined;
}

/** Changes of the everyday kind belong to the owner, the team behind the owner, and those who approve. */
export function refuseStranger(user: UserFacts, context: FormContext, what: string): Refusal | undefined {
  if (relationTo(user, context.requester) !== 'stranger') return undefined;
  const team = tagValue(user.tags, tagKeys.team);
  const where = `${user.userName} in ${context.account.name}`;
  if (ownerOf(user) === undefined) {
    return refusal('not-yours', `${where} belongs to nobody. Claim it first: /iam claim ${user.userName}`);
  }
  return refusal(
    'not-yours',
    `${where} belongs to somebody else${team === undefined ? '' : ` (team ${team})`}. Only they, their team or an approver can ${what}.`,
  );
}

/** A plan of one stage with its read-back, standing on this very user and on what the action has looked at. */
export function planFor(
  action: string,
  facts: Facts & { readonly user: UserFacts },
  stages: Plan['stages'],
  pins: readonly Pin[] = [],
): Plan {
  const { user } = facts;
  return {
    action,
    target: { accountId: facts.accountId, userName: user.userName, userId: user.userId, path: user.path },
    stages,
    pins: [{ subject: `user ${user.userName}`, is: user.userId }, ...pins],
  };
}

/** The facts of a user that `refuse` has shown to be there, in an order that doesn't depend on how AWS lists them. */
export function present(facts: Facts): Facts & { readonly user: UserFacts } {
  const { user } = facts;
  if (!user) throw new Error('Planned for a user that is not there.');
  return { ...facts, user: inOrder(user) };
}

export function oneStage(id: string, title: string, operations: readonly IamOperation[]): Plan['stages'] {
  return [{ id, title, operations }];
}

/** How most forms about a user begin: refused at once for whoever may not, filled in with what is there. */
export function beginAs(
  what: string | undefined,
  prefill: (facts: Facts, context: FormContext) => Prefill | Refusal = () => ({ values: {}, options: {} }),
) {
  return (facts: Facts, context: FormContext): Prefill | Refusal => {
    const { user } = facts;
    const target = refuseTarget({ userName: user?.userName ?? UserName.parse('user') }, facts, context);
    const stranger = user && what !== undefined ? refuseStranger(user, context, what) : undefined;
    return target ?? stranger ?? prefill(facts, context);
  };
}
