/**
 * Every Web API method that this bot calls, with the bot scopes that it needs; the manifests hold exactly these.
 * Source: docs.slack.dev/reference/methods. Conversations need one scope per kind of conversation the bot lives in.
 */
export const methodScopes = {
  'auth.test': [],
  'bots.info': ['users:read'],
  'users.info': ['users:read', 'users:read.email'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'metadata.message:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'metadata.message:read'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
  /** With the app-level token, which has `connections:write`. */
  'apps.connections.open': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Of the bot token, sorted: those of the methods, and `commands` for /iam and the shortcuts. */
export const botScopes: readonly string[] = [
  ...new Set(['commands', ...Object.values(methodScopes).flat()]),
].sort();
