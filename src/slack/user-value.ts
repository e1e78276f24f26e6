import type { UserRef } from '../domain/user.ts';

/** What a button about a user carries: account and name, looked up again when it comes back. */
export function userValue(user: UserRef): string {
  return `${user.accountId}/${user.userName}`;
}

/** Undefined for anything that can't name a user. */
export function readUserValue(value: string | undefined): string | undefined {
  return value !== undefined && /^\d{12}\/[A-Za-z0-9_+=,.@-]{1,64}$/.test(value) ? value : undefined;
}
