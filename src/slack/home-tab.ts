import type { SlackUserId } from '../domain/ids.ts';
import { Unavailable } from '../workflows/ports.ts';
import type { UseCases } from '../workflows/use-cases.ts';
import { appHome, refusedHome, unavailableHome } from './blocks/app-home.ts';
import { asking, type WebApi } from './web-api.ts';

/** Draws somebody's Home tab anew. Throws `Unavailable` when Slack can't take it. */
export type RefreshHome = (person: SlackUserId) => Promise<void>;

export function makeRefreshHome({ write }: Pick<WebApi, 'write'>, useCases: UseCases): RefreshHome {
  return async (person) => {
    const view = await homeOf(person, useCases);
    await asking('Publishing a Home tab', () => write.views.publish({ user_id: person, view }));
  };
}

async function homeOf(person: SlackUserId, useCases: UseCases) {
  try {
    const home = await useCases.home(person);
    return 'say' in home ? refusedHome(home) : appHome(home);
  } catch (error) {
    if (error instanceof Unavailable) return unavailableHome();
    throw error;
  }
}
