import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from '../../../src/sandbox/slack/manifest.ts';

test('a manifest gives the app its scopes, commands, shortcuts and events', () => {
  const app = readManifest({
    display_information: { name: 'Chatelaine' },
    features: {
      bot_user: { display_name: 'Chatelaine' },
      slash_commands: [{ command: '/iam', description: 'Users', should_escape: true }],
      shortcuts: [{ name: 'New request', type: 'global', callback_id: 'new_request', description: 'Ask' }],
    },
    oauth_config: { scopes: { bot: ['chat:write', 'commands'] } },
    settings: { event_subscriptions: { bot_events: ['app_home_opened'] }, socket_mode_enabled: true },
  });
  assert.deepEqual(app, {
    botScopes: ['chat:write', 'commands'],
    commands: ['/iam'],
    shortcuts: [{ kind: 'global', callbackId: 'new_request', name: 'New request' }],
    botEvents: ['app_home_opened'],
  });
});

test('what is no manifest is refused', () => {
  assert.throws(() => readManifest({ features: {} }), { name: 'ZodError' });
});
