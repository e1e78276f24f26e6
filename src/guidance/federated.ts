import type { AnswerStep } from '../domain/ready-answer.ts';
import { type AnswerContext, nameOf, type Reached } from './path.ts';
import { leastPermissions, roleArn, roleNameFrom, roleSteps } from './role-steps.ts';
import { type Provider, webIdentityTrust } from './trust-policy.ts';

/** What a path says about who may use the role; the rest is the same for every issuer of tokens. */
export interface Federated {
  readonly account: string;
  readonly roleName: string | undefined;
  /** From which the role gets its name if it was given none. */
  readonly nameParts: readonly string[];
  readonly provider: Provider;
  /** Google's issuer is known to every account; it has no provider of its own. */
  readonly builtIn?: boolean;
  readonly claims: Readonly<Record<string, string | readonly string[]>>;
  readonly like?: Readonly<Record<string, string>>;
  readonly sessionTags?: Readonly<Record<string, string>>;
  /** Who can use the role: «Jobs of acme/web on the branch main». */
  readonly who: string;
  readonly holder: string;
  /** How the program gets the role. */
  readonly use: (roleArn: string) => AnswerStep;
}

export function federatedAnswer(of: Federated, { accounts, partition }: AnswerContext): Reached {
  const name = of.roleName ?? roleNameFrom(...of.nameParts);
  const trust = webIdentityTrust(of.provider, { ...of, partition });
  const accountName = nameOf(of.account, accounts);
  const answer = {
    title: `Role ${name} in ${accountName}`,
    means: `${of.who} can use it, and nobody else.`,
    steps: [
      ...roleSteps({ name, trust, accountName, ...(of.builtIn ? {} : { provider: of.provider }) }),
      of.use(roleArn(partition, of.account, name)),
    ],
    permissions: leastPermissions(of.holder),
  };
  return {
    kind: 'answer',
    answer,
    account: of.account,
    about: `${of.account} ${of.who}`,
  };
}
