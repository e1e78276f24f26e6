import { AwsError } from '../aws-error.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import type { Answer } from '../wire/xml.ts';
import { iamArn, newId } from '../world/identifiers.ts';
import type { Group } from '../world/state.ts';
import { groupTarget, namedGroup, namedUser, userTarget } from './entities.ts';
import { entityName, entityPath, limitExceeded, pathPrefix, QUOTAS } from './rules.ts';
import { showUser } from './users.ts';

export const groupOperations: Operations = {
  CreateGroup: {
    writes: true,
    target: (context, parameters) => ({
      resource: iamArn(
        context.account.id,
        'group',
        entityPath(parameters),
        entityName(parameters, 'GroupName'),
      ),
    }),
    run({ account, now }, parameters) {
      const name = entityName(parameters, 'GroupName');
      const path = entityPath(parameters);
      if (account.groups.has(name.toLowerCase())) {
        throw new AwsError('EntityAlreadyExists', `Group with name ${name} already exists.`);
      }
      if (account.groups.size >= QUOTAS.Groups) throw limitExceeded('GroupsPerAccount', QUOTAS.Groups);
      const arn = iamArn(account.id, 'group', path, name);
      const group = {
        id: newId('AGPA'),
        name,
        path,
        arn,
        createdAt: now,
        inline: new Map(),
        attached: new Set<string>(),
      };
      account.groups.set(name.toLowerCase(), group);
      return { Group: showGroup(group) };
    },
  },
  GetGroup: {
    writes: false,
    target: groupTarget,
    run(context, parameters) {
      const group = namedGroup(context, parameters);
      const members = [...context.account.users.values()].filter(({ groups }) =>
        groups.has(group.name.toLowerCase()),
      );
      const page = pageOf(context, parameters, members, ({ name }) => name);
      return { Group: showGroup(group), ...pageAs('Users', page, (user) => showUser(user, 'listed')) };
    },
  },
  ListGroups: {
    writes: false,
    target: () => ANYTHING,
    run(context, parameters) {
      const prefix = pathPrefix(parameters);
      const groups = [...context.account.groups.values()].filter(({ path }) => path.startsWith(prefix));
      return pageAs(
        'Groups',
        pageOf(context, parameters, groups, ({ name }) => name),
        showGroup,
      );
    },
  },
  DeleteGroup: {
    writes: true,
    target: groupTarget,
    run(context, parameters) {
      const group = namedGroup(context, parameters);
      const key = group.name.toLowerCase();
      const conflict = (words: string) => new AwsError('DeleteConflict', `Cannot delete entity, ${words}`);
      if ([...context.account.users.values()].some(({ groups }) => groups.has(key))) {
        throw conflict('must remove users from group first.');
      }
      if (group.attached.size > 0) throw conflict('must detach all policies first.');
      if (group.inline.size > 0) throw conflict('must delete policies first.');
      context.account.groups.delete(key);
      return undefined;
    },
  },
  AddUserToGroup: {
    writes: true,
    target: groupTarget,
    run(context, parameters) {
      const group = namedGroup(context, parameters);
      const user = namedUser(context, parameters);
      const key = group.name.toLowerCase();
      if (!user.groups.has(key) && user.groups.size >= QUOTAS.GroupsPerUser) {
        throw limitExceeded('GroupsPerUser', QUOTAS.GroupsPerUser);
      }
      user.groups.add(key);
      return undefined;
    },
  },
  RemoveUserFromGroup: {
    writes: true,
    target: groupTarget,
    run(context, parameters) {
      const group = namedGroup(context, parameters);
      namedUser(context, parameters).groups.delete(group.name.toLowerCase());
      return undefined;
    },
  },
  ListGroupsForUser: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const { groups } = namedUser(context, parameters);
      const joined = [...groups].flatMap((name) => context.account.groups.get(name) ?? []);
      return pageAs(
        'Groups',
        pageOf(context, parameters, joined, ({ name }) => name),
        showGroup,
      );
    },
  },
};

function showGroup(group: Group): Answer {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: group.createdAt,
  };
}
