import { findKey } from '../authenticate.ts';
import { noSuchEntity, validationError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import type { Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { text } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import { iamArn, newId, newSecretKey } from '../world/identifiers.ts';
import type { AccessKey, User } from '../world/state.ts';
import { namedUserOrCaller, targetOfUser, userTarget } from './entities.ts';
import { limitExceeded, QUOTAS } from './rules.ts';

export const accessKeyOperations: Operations = {
  CreateAccessKey: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      if (user.keys.length >= QUOTAS.AccessKeysPerUser && context.quirks.racyKeyQuota !== true) {
        throw limitExceeded('AccessKeysPerUser', QUOTAS.AccessKeysPerUser);
      }
      const key: AccessKey = {
        id: newId('AKIA'),
        secret: newSecretKey(),
        createdAt: context.now,
        active: true,
      };
      user.keys.push(key);
      return { AccessKey: { ...showKey(user, key), SecretAccessKey: key.secret } };
    },
  },
  UpdateAccessKey: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const status = text(parameters, 'Status');
      const { key } = namedKey(context, parameters);
      key.active = readStatus(status);
      return undefined;
    },
  },
  DeleteAccessKey: {
    writes: true,
    target: userTarget,
    run(context, parameters) {
      const { user, key } = namedKey(context, parameters);
      user.keys = user.keys.filter(({ id }) => id !== key.id);
      return undefined;
    },
  },
  ListAccessKeys: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const user = namedUserOrCaller(context, parameters);
      const page = pageOf(
        context,
        parameters,
        user.keys,
        ({ createdAt, id }) => `${createdAt.toISOString()} ${id}`,
      );
      return pageAs('AccessKeyMetadata', page, (key) => showKey(user, key));
    },
  },
  GetAccessKeyLastUsed: {
    writes: false,
    target(context, parameters) {
      const found = findKey(context.world, text(parameters, 'AccessKeyId'));
      if (found?.account.id === context.account.id) return targetOfUser(found.user);
      return { resource: iamArn(context.account.id, 'user', '/', '*') };
    },
    run: getLastUsed,
  },
};

function getLastUsed(context: Context, parameters: Parameters) {
  const id = text(parameters, 'AccessKeyId');
  for (const user of context.account.users.values()) {
    const key = user.keys.find((candidate) => candidate.id === id);
    if (key === undefined) continue;
    const { lastUsed } = key;
    // A key that was never used has no date, and N/A for the rest.
    return {
      UserName: user.name,
      AccessKeyLastUsed: {
        LastUsedDate: lastUsed?.at,
        ServiceName: lastUsed?.service ?? 'N/A',
        Region: lastUsed?.region ?? 'N/A',
      },
    };
  }
  throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
}

function namedKey(
  context: Context,
  parameters: Parameters,
): { readonly user: User; readonly key: AccessKey } {
  const id = text(parameters, 'AccessKeyId');
  const user = namedUserOrCaller(context, parameters);
  const key = user.keys.find((candidate) => candidate.id === id);
  if (key === undefined) throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  return { user, key };
}

function showKey(user: User, key: AccessKey) {
  return {
    UserName: user.name,
    AccessKeyId: key.id,
    Status: showStatus(key.active),
    CreateDate: key.createdAt,
  };
}

export function showStatus(active: boolean): 'Active' | 'Inactive' {
  return active ? 'Active' : 'Inactive';
}

/** Active or Inactive. Throws ValidationError. */
export function readStatus(status: string): boolean {
  if (status === 'Active' || status === 'Inactive') return status === 'Active';
  throw validationError(
    `1 validation error detected: Value '${status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]`,
  );
}
