import type { AnswerStep } from '../domain/ready-answer.ts';
import { type AnswerContext, nameOf, type Reached } from './path.ts';
import { leastPermissions, type Role, roleSteps } from './role-steps.ts';
import type { TrustPolicy } from './trust-policy.ts';

/** A role that something in one of our own accounts takes on by itself. */
export interface OwnAccount {
  readonly account: string;
  readonly name: string;
  readonly trust: TrustPolicy;
  readonly who: string;
  readonly holder: string;
  readonly also?: Role['also'];
  readonly use: readonly AnswerStep[];
  readonly permissions?: string;
}

export function ownAccountAnswer(of: OwnAccount, { accounts }: AnswerContext): Reached {
  const accountName = nameOf(of.account, accounts);
  const answer = {
    title: `Role ${of.name} in ${accountName}`,
    means: of.who,
    steps: [
      ...roleSteps({ name: of.name, trust: of.trust, accountName, ...(of.also ? { also: of.also } : {}) }),
      ...of.use,
    ],
    permissions: [leastPermissions(of.holder), of.permissions ?? ''].join(' ').trim(),
  };
  return { kind: 'answer', answer, account: of.account, about: `${of.account} ${of.name}` };
}
