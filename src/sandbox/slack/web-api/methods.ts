import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { reactionMethods } from './reactions.ts';
import { usergroupMethods } from './usergroups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';
import { workspaceMethods } from './workspace.ts';

/** Every method that the simulator knows; any other is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    ...workspaceMethods,
    ...chatMethods,
    ...viewMethods,
    ...conversationMethods,
    ...historyMethods,
    ...userMethods,
    ...usergroupMethods,
    ...reactionMethods,
    ...fileMethods,
  ].map((method) => [method.name, method]),
);
