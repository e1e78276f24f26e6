import { isObject, objectsIn } from '../json.ts';
import type { JsonObject } from '../model.ts';
import type { Problem } from '../validate/problems.ts';
import { messageProblems, viewProblems } from '../validate/surfaces.ts';
import { ApiError, invalidArguments, refusedBy } from './api-error.ts';
import type { Method } from './method.ts';

/** Methods about the token, the workspace and the app itself. */
export const workspaceMethods: readonly Method[] = [
  {
    name: 'api.test',
    answer({ args }) {
      const error = args.text('error');
      if (error !== undefined) throw new ApiError(error, { args: args.raw });
      return { args: args.raw };
    },
  },
  {
    name: 'auth.test',
    answer({ core }) {
      const { app, team } = core.world.seed;
      return {
        url: `https://${team.domain}.slack.com/`,
        team: team.name,
        user: core.world.users.get(app.botUserId)?.name ?? '',
        team_id: team.id,
        user_id: app.botUserId,
        bot_id: app.botId,
        is_enterprise_install: false,
      };
    },
  },
  {
    name: 'team.info',
    scopes: ['team:read'],
    answer({ core }) {
      const { id, name, domain } = core.world.seed.team;
      return { team: { id, name, domain, email_domain: '', icon: {} } };
    },
  },
  {
    name: 'bots.info',
    scopes: ['users:read'],
    answer({ core, args }) {
      const { app } = core.world.seed;
      if (args.required('bot') !== app.botId) throw new ApiError('bot_not_found');
      return {
        bot: { id: app.botId, deleted: false, name: app.name, app_id: app.appId, user_id: app.botUserId },
      };
    },
  },
  {
    name: 'apps.connections.open',
    token: 'app',
    answer({ core }) {
      const url = core.openSocketUrl();
      if (url === undefined) throw new ApiError('socket_mode_not_enabled');
      return { url };
    },
  },
  {
    name: 'blocks.validate',
    answer({ args }) {
      const given = ['blocks', 'message', 'view'].filter((name) => args.raw[name] !== undefined);
      if (given.length !== 1) throw invalidArguments('provide exactly one of blocks, view, or message');
      if (given[0] === 'view') {
        const view = args.json('view');
        const kind = isObject(view) && view.type === 'home' ? 'home' : 'modal';
        return refuse('invalid_view', viewProblems(view, kind));
      }
      if (given[0] === 'message') {
        const message = args.json('message');
        return refuse('invalid_message', messageProblems(isObject(message) ? message.blocks : undefined));
      }
      const blocks = args.json('blocks');
      return refuse('invalid_blocks', messageProblems(blocks));
    },
  },
];

function refuse(code: string, problems: readonly Problem[]): JsonObject {
  if (problems.length === 0) return {};
  const { details } = refusedBy('invalid_blocks', problems);
  throw new ApiError(code, {
    errors: problems.map(({ pointer, message }) => ({ pointer, message, code: 'failed_constraint' })),
    response_metadata: isObject(details.response_metadata)
      ? details.response_metadata
      : { messages: objectsIn(details.errors) },
  });
}
