import type { World } from './world.ts';

const maxUses = 5;
const lifetimeMs = 30 * 60_000;

/** What a `response_url` answers to. */
export interface ResponseTarget {
  readonly userId: string;
  readonly channelId: string;
  /** The message of the interaction; none after a slash command. */
  readonly messageTs?: string;
  readonly threadTs?: string;
  readonly ephemeral?: boolean;
}

/** Response URLs: 5 uses in 30 minutes of the sandbox's time. */
export interface ResponseUrls {
  issue(kind: 'commands' | 'actions', target: ResponseTarget): string;
  use(path: string): ResponseTarget | 'used_url' | 'expired_url' | 'unknown';
}

export function makeResponseUrls(world: World, baseUrl: () => string): ResponseUrls {
  const issued = new Map<string, { readonly target: ResponseTarget; readonly at: number; uses: number }>();
  return {
    issue(kind, target) {
      const path = `/${kind}/${world.seed.team.id}/${world.nextId('R')}/${world.nextId('sig')}`;
      issued.set(path, { target, at: world.now().getTime(), uses: 0 });
      return `${baseUrl()}${path}`;
    },
    use(path) {
      const entry = issued.get(path);
      if (entry === undefined) return 'unknown';
      if (world.now().getTime() - entry.at > lifetimeMs) return 'expired_url';
      if (entry.uses >= maxUses) return 'used_url';
      entry.uses += 1;
      return entry.target;
    },
  };
}
