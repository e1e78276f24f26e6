import { requestTagKeys } from '../authorize.ts';
import { AwsError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { optionalText, tagPairs } from '../parameters.ts';
import type { Parameters } from '../wire/query-form.ts';
import type { Answer } from '../wire/xml.ts';
import { iamArn, newId } from '../world/identifiers.ts';
import type { User } from '../world/state.ts';
import { namedPolicy, namedUser, namedUserOrCaller, showTags, userTarget } from './entities.ts';
import { checkTagRoom, entityName, entityPath, limitExceeded, pathPrefix, putTags, QUOTAS } from './rules.ts';

export const userOperations: Operations = {
  CreateUser: {
    writes: true,
    target: (context, parameters) => ({
      resource: iamArn(
        context.account.id,
        'user',
        entityPath(parameters),
        entityName(parameters, 'UserName', 64),
      ),
      keys: {
        ...requestTagKeys(tagPairs(parameters)),
        'iam:PermissionsBoundary': optionalText(parameters, 'PermissionsBoundary'),
      },
    }),
    run: createUser,
  },
  GetUser: {
    writes: false,
    target: userTarget,
    run: (context, parameters) => ({ User: showUser(namedUserOrCaller(context, parameters), 'whole') }),
  },
  ListUsers: {
    writes: false,
    target: () => ANYTHING,
    run(context, parameters) {
      const prefix = pathPrefix(parameters);
      const users = [...context.account.users.values()].filter(({ path }) => path.startsWith(prefix));
      // The list carries neither tags nor boundary: the API reference says so, and bots forget it.
      return pageAs(
        'Users',
        pageOf(context, parameters, users, ({ name }) => name),
        (user) => showUser(user, 'listed'),
      );
    },
  },
  DeleteUser: { writes: true, target: userTarget, run: deleteUser },
};

function createUser(context: Context, parameters: Parameters): Answer {
  const { account, now } = context;
  const name = entityName(parameters, 'UserName', 64);
  const path = entityPath(parameters);
  const tags = tagPairs(parameters);
  checkTagRoom(new Map(), tags);
  const boundary = optionalText(parameters, 'PermissionsBoundary');
  if (boundary !== undefined) namedPolicy(context, parameters, 'PermissionsBoundary');
  if (account.users.has(name.toLowerCase())) {
    throw new AwsError('EntityAlreadyExists', `User with name ${name} already exists.`);
  }
  if (account.users.size >= QUOTAS.Users) throw limitExceeded('UsersPerAccount', QUOTAS.Users);
  const user: User = {
    id: newId('AIDA'),
    name,
    path,
    arn: iamArn(account.id, 'user', path, name),
    createdAt: now,
    inline: new Map(),
    attached: new Set(),
    tags: new Map(),
    groups: new Set(),
    keys: [],
    mfa: [],
    sshKeys: [],
    certificates: [],
    serviceCredentials: [],
    ...(boundary === undefined ? {} : { boundary }),
  };
  putTags(user.tags, tags);
  account.users.set(name.toLowerCase(), user);
  return { User: showUser(user, 'whole') };
}

// What still hangs on the user, in the order in which AWS complains about it. The boundary is no obstacle.
const OBSTACLES: readonly { readonly has: (user: User) => boolean; readonly words: string }[] = [
  { has: ({ login }) => login !== undefined, words: 'must delete login profile first.' },
  { has: ({ keys }) => keys.length > 0, words: 'must delete access keys first.' },
  { has: ({ mfa }) => mfa.length > 0, words: 'must delete MFA device first.' },
  { has: ({ certificates }) => certificates.length > 0, words: 'must delete signing certificates first.' },
  { has: ({ sshKeys }) => sshKeys.length > 0, words: 'must delete SSH public keys first.' },
  {
    has: ({ serviceCredentials }) => serviceCredentials.length > 0,
    words: 'must delete service specific credentials first.',
  },
  { has: ({ inline }) => inline.size > 0, words: 'must delete policies first.' },
  { has: ({ attached }) => attached.size > 0, words: 'must detach all policies first.' },
  { has: ({ groups }) => groups.size > 0, words: 'must remove users from group first.' },
];

function deleteUser(context: Context, parameters: Parameters): undefined {
  const user = namedUser(context, parameters);
  const obstacle = OBSTACLES.find(({ has }) => has(user));
  if (obstacle !== undefined) throw new AwsError('DeleteConflict', `Cannot delete entity, ${obstacle.words}`);
  context.account.users.delete(user.name.toLowerCase());
}

export function showUser(user: User, extent: 'whole' | 'listed'): Answer {
  const tags = user.tags.size === 0 ? undefined : showTags(user.tags);
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    PasswordLastUsed: user.passwordLastUsed,
    PermissionsBoundary: extent === 'whole' ? showBoundary(user) : undefined,
    Tags: extent === 'whole' ? tags : undefined,
  };
}

export function showBoundary({ boundary }: User): Answer | undefined {
  if (boundary === undefined) return undefined;
  return { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary };
}
