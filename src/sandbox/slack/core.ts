import type { PostOffice } from './delivery/post-office.ts';
import type { Events } from './events.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { World } from './world.ts';

/** What the parts of the simulator share. */
export interface Core {
  readonly world: World;
  readonly postOffice: PostOffice;
  readonly events: Events;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  /** `http://127.0.0.1:<port>`. */
  baseUrl(): string;
  /** A WebSocket URL with a fresh ticket, or nothing when delivery is by HTTP. */
  openSocketUrl(): string | undefined;
}
