import { z } from 'zod';
import type { SlackAppSeed } from './model.ts';

/** The parts of a Slack app manifest that decide what the app may do, within the limits of Slack's schema 2.0.0. */
const Manifest = z.object({
  features: z.object({
    slash_commands: z
      .array(
        z.object({
          command: z.string().min(2).max(32),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000).optional(),
        }),
      )
      .default([]),
    shortcuts: z
      .array(
        z.object({
          type: z.enum(['global', 'message']),
          callback_id: z.string().min(1).max(255),
          name: z.string().min(1).max(24),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10)
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional(),
  }),
});

/** Reads a parsed manifest. Throws a ZodError when it is not one. */
export function readManifest(
  manifest: unknown,
): Pick<SlackAppSeed, 'botScopes' | 'commands' | 'shortcuts' | 'botEvents'> {
  const { features, oauth_config, settings } = Manifest.parse(manifest);
  return {
    botScopes: oauth_config.scopes.bot,
    commands: features.slash_commands.map(({ command }) => command),
    shortcuts: features.shortcuts.map(({ type, callback_id, name }) => ({
      kind: type,
      callbackId: callback_id,
      name,
    })),
    botEvents: settings.event_subscriptions?.bot_events ?? [],
  };
}
