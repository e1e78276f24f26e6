import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AppManifestPart } from './workspace.ts';

const Manifest = z.object({
  features: z.object({
    slash_commands: z.array(z.object({ command: z.string() })),
    shortcuts: z
      .array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }))
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** What the shipped manifest gives the app in the sandbox's workspace: no more than a real workspace would. */
export function appManifestPart(mode: 'http' | 'socket'): AppManifestPart {
  const text = readFileSync(new URL(`../../manifests/slack/${mode}.json`, import.meta.url), 'utf8');
  const { features, oauth_config, settings } = Manifest.parse(JSON.parse(text));
  return {
    botScopes: oauth_config.scopes.bot,
    commands: features.slash_commands.map(({ command }) => command),
    shortcuts: features.shortcuts.map(({ name, type, callback_id }) => ({
      kind: type,
      callbackId: callback_id,
      name,
    })),
    botEvents: settings.event_subscriptions.bot_events,
  };
}
