import { resourceTagKeys } from '../authorize.ts';
import { noSuchEntity, validationError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { ConditionKeys, Target } from '../operation.ts';
import { text } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import { iamArn } from '../world/identifiers.ts';
import type { Group, ManagedPolicy, User } from '../world/state.ts';
import { entityName, optionalName } from './rules.ts';

/** The user that a call names. Throws NoSuchEntity. */
export function namedUser(context: Context, parameters: Parameters): User {
  const name = entityName(parameters, 'UserName');
  const user = context.account.users.get(name.toLowerCase());
  if (user === undefined) throw noSuchEntity(`The user with name ${name} cannot be found.`);
  return user;
}

/** The user that a call names, or the caller when it names nobody. */
export function namedUserOrCaller(context: Context, parameters: Parameters): User {
  if (optionalName(parameters, 'UserName') !== undefined) return namedUser(context, parameters);
  if (context.principal.kind === 'user') return context.principal.user;
  throw validationError('Must specify userName when calling with non-User credentials');
}

export function namedGroup(context: Context, parameters: Parameters): Group {
  const name = entityName(parameters, 'GroupName');
  const group = context.account.groups.get(name.toLowerCase());
  if (group === undefined) throw noSuchEntity(`The group with name ${name} cannot be found.`);
  return group;
}

/** A managed policy of the account or of AWS. Throws NoSuchEntity. */
export function namedPolicy(context: Context, parameters: Parameters, field = 'PolicyArn'): ManagedPolicy {
  const arn = text(parameters, field);
  if (!/^arn:aws:iam::(aws|\d{12}):policy\/.+/.test(arn)) throw validationError(`ARN ${arn} is not valid.`);
  const policy = context.account.policies.get(arn) ?? context.world.awsPolicies.get(arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

/** A user as authorization sees it: the real ARN with its path when it exists, and its tags. */
export function userTarget(context: Context, parameters: Parameters, keys: ConditionKeys = {}): Target {
  const name = optionalName(parameters, 'UserName');
  if (name === undefined && context.principal.kind === 'user')
    return targetOfUser(context.principal.user, keys);
  const user = name === undefined ? undefined : context.account.users.get(name.toLowerCase());
  if (user !== undefined) return targetOfUser(user, keys);
  return { resource: iamArn(context.account.id, 'user', '/', name ?? ''), keys };
}

export function targetOfUser(user: User, keys: ConditionKeys = {}): Target {
  return { resource: user.arn, keys: { ...resourceTagKeys(user.tags, 'iam'), ...keys } };
}

/** For the operations that look at the boundary which the user has (`iam:PermissionsBoundary`). */
export function boundedUserTarget(
  context: Context,
  parameters: Parameters,
  keys: ConditionKeys = {},
): Target {
  const name = optionalName(parameters, 'UserName');
  const user = name === undefined ? undefined : context.account.users.get(name.toLowerCase());
  return userTarget(context, parameters, { 'iam:PermissionsBoundary': user?.boundary, ...keys });
}

export function groupTarget(context: Context, parameters: Parameters, keys: ConditionKeys = {}): Target {
  const name = entityName(parameters, 'GroupName');
  const group = context.account.groups.get(name.toLowerCase());
  return { resource: group?.arn ?? iamArn(context.account.id, 'group', '/', name), keys };
}

export function policyTarget(context: Context, parameters: Parameters, keys: ConditionKeys = {}): Target {
  const arn = text(parameters, 'PolicyArn');
  const policy = context.account.policies.get(arn) ?? context.world.awsPolicies.get(arn);
  return { resource: arn, keys: { ...resourceTagKeys(policy?.tags ?? new Map(), 'iam'), ...keys } };
}

export function showTags(tags: ReadonlyMap<string, string>): readonly unknown[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
