import type { UserRef } from '../domain/user.ts';

/** What a button about a user, or about one of its keys, carries: ids only, looked up again when it comes back. */
export function userValue(user: UserRef, accessKeyId?: string): string {
  const name = `${user.accountId}/${user.userName}`;
  return accessKeyId === undefined ? name : `${name} ${accessKeyId}`;
}

/** `name` as `/iam show` takes it. Undefined for anything that can't name a user. */
export function readUserValue(
  value: string | undefined,
): { readonly name: string; readonly accessKeyId?: string } | undefined {
  const [, name, accessKeyId] =
    /^(\d{12}\/[A-Za-z0-9_+=,.@-]{1,64})(?: (AKIA[A-Z0-9]{12,124}))?$/.exec(value ?? '') ?? [];
  if (name === undefined) return undefined;
  return accessKeyId === undefined ? { name } : { name, accessKeyId };
}

/** What a button carries that asks a user's owner for an action. */
export function askValue(action: string, user: UserRef): string {
  return `${action} ${userValue(user)}`;
}

/** Undefined for anything that this bot didn't write. */
export function readAskValue(
  value: string | undefined,
): { readonly action: string; readonly name: string } | undefined {
  const [, action, rest] = /^([a-z-]+) (.+)$/.exec(value ?? '') ?? [];
  const target = readUserValue(rest);
  return action && target ? { action, name: target.name } : undefined;
}
