import type { Caller } from './api-call.ts';
import type { Account, Role, RoleSession, User } from './world/state.ts';

/** Who is calling, after the signature has been verified. */
export type Principal =
  | { readonly kind: 'user'; readonly account: Account; readonly user: User; readonly accessKeyId: string }
  | {
      readonly kind: 'session';
      readonly account: Account;
      readonly role: Role;
      readonly session: RoleSession;
    };

export function principalArn(principal: Principal): string {
  if (principal.kind === 'user') return principal.user.arn;
  const { account, role, session } = principal;
  return `arn:aws:sts::${account.id}:assumed-role/${role.name}/${session.name}`;
}

/** `aws:userid`: a session adds its name to the role's id. */
export function principalId(principal: Principal): string {
  return principal.kind === 'user' ? principal.user.id : `${principal.role.id}:${principal.session.name}`;
}

export function callerOf(principal: Principal): Caller {
  const base = { arn: principalArn(principal), accountId: principal.account.id };
  if (principal.kind === 'user') return { ...base, accessKeyId: principal.accessKeyId };
  const { accessKeyId, name, sourceIdentity } = principal.session;
  return {
    ...base,
    accessKeyId,
    sessionName: name,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  };
}
