import { requestTagKeys } from '../authorize.ts';
import type { Operations } from '../operation.ts';
import { pageAs, pageOf } from '../paging.ts';
import { optionalText, tagPairs, texts } from '../parameters.ts';
import { namedPolicy, namedUser, userTarget } from './entities.ts';
import { checkTagRoom, putTags } from './rules.ts';

export const userTagOperations: Operations = {
  TagUser: {
    writes: true,
    target: (context, parameters) => userTarget(context, parameters, requestTagKeys(tagPairs(parameters))),
    run(context, parameters) {
      const user = namedUser(context, parameters);
      const tags = tagPairs(parameters);
      checkTagRoom(user.tags, tags);
      putTags(user.tags, tags);
      return undefined;
    },
  },
  UntagUser: {
    writes: true,
    target: (context, parameters) =>
      userTarget(context, parameters, { 'aws:TagKeys': texts(parameters, 'TagKeys') }),
    run(context, parameters) {
      const user = namedUser(context, parameters);
      const unwanted = new Set(texts(parameters, 'TagKeys').map((key) => key.toLowerCase()));
      for (const key of user.tags.keys()) if (unwanted.has(key.toLowerCase())) user.tags.delete(key);
      return undefined;
    },
  },
  ListUserTags: {
    writes: false,
    target: userTarget,
    run(context, parameters) {
      const tags = [...namedUser(context, parameters).tags];
      return pageAs(
        'Tags',
        pageOf(context, parameters, tags, ([key]) => key),
        ([Key, Value]) => ({ Key, Value }),
      );
    },
  },
  PutUserPermissionsBoundary: {
    writes: true,
    target: (context, parameters) =>
      userTarget(context, parameters, {
        'iam:PermissionsBoundary': optionalText(parameters, 'PermissionsBoundary'),
      }),
    run(context, parameters) {
      const user = namedUser(context, parameters);
      user.boundary = namedPolicy(context, parameters, 'PermissionsBoundary').arn;
      return undefined;
    },
  },
  DeleteUserPermissionsBoundary: {
    writes: true,
    target: (context, parameters) => {
      const boundary = context.account.users.get(String(parameters.UserName).toLowerCase())?.boundary;
      return userTarget(context, parameters, { 'iam:PermissionsBoundary': boundary });
    },
    run(context, parameters) {
      delete namedUser(context, parameters).boundary;
      return undefined;
    },
  },
};
