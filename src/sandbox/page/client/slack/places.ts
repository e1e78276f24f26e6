import type { WireSnapshot } from '../../wire.ts';
import type { App } from '../app.ts';

type Channel = WireSnapshot['channels'][number];

export function openChannel(app: App, id: string): void {
  app.change({
    place: { kind: 'channel', id },
    thread: undefined,
    listInFront: false,
    draft: undefined,
    tab: 'slack',
  });
  app.dismiss(composerNotice(app));
}

function composerNotice(app: App): number {
  return app.state.notices.find(({ at }) => at === 'composer')?.id ?? 0;
}

export function openHome(app: App): void {
  app.change({ place: { kind: 'home' }, thread: undefined, listInFront: false, tab: 'slack' });
  void app.perform({ do: 'openHome' }, { busyKey: 'home' });
}

/** `#name`, or with whom a direct conversation is. */
export function titleOf(channel: Channel, snapshot: WireSnapshot): string {
  if (channel.kind !== 'im') return channel.name;
  if (channel.with === snapshot.app.botUserId) return snapshot.app.name;
  return snapshot.users.find(({ id }) => id === channel.with)?.realName ?? 'Direct message';
}

export function isWithApp(channel: Channel, snapshot: WireSnapshot): boolean {
  return channel.kind === 'im' && channel.with === snapshot.app.botUserId;
}
