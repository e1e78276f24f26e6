import type { LiveEvents, WireAccount } from '../wire.ts';
import type { App } from './app.ts';
import { isFresh, type Place, type State } from './state.ts';

const KEPT_CALLS = 300;

/** Follows the live stream as one person; gives the way to stop. */
export function follow(app: App, userId: string | undefined): () => void {
  const stream = new EventSource(`/api/live?as=${encodeURIComponent(userId ?? '')}`);

  function on<Name extends keyof LiveEvents>(
    name: Name,
    take: (data: LiveEvents[Name]) => Partial<State>,
  ): void {
    stream.addEventListener(name, (event) => {
      const data = JSON.parse((event as MessageEvent<string>).data) as LiveEvents[Name];
      app.change(() => take(data));
    });
  }

  stream.onopen = () => app.change({ connected: true });
  stream.onerror = () => app.change({ connected: false });
  on('setup', ({ workspace, shortcuts, faultPresets }) => ({ workspace, shortcuts, faultPresets }));
  on('frame', ({ now, faces, story, faults }) => ({
    faces,
    story,
    faults,
    aheadMs: Date.parse(now) - Date.now(),
  }));
  on('slack', (slack) => ({
    slack,
    me: slack.me.id,
    // What went wrong in a modal is of no use once it is closed, and must not greet the next one.
    notices: app.state.notices.filter(({ at }) => at !== 'modal' || slack.modals.length > 0),
    justChosen: new Map([...app.state.justChosen].filter(([, choice]) => isFresh(choice))),
    place: app.state.me === slack.me.id ? app.state.place : placeFor(app.state.place, slack.channels),
  }));
  on('account', (account) => withAccount(app.state, account));
  on('call', (call) => {
    const others = app.state.calls.filter(({ id }) => id !== call.id);
    return { calls: [...others, call].sort((a, b) => a.id - b.id).slice(-KEPT_CALLS) };
  });
  on('reset', () => ({
    accounts: [],
    calls: [],
    openCalls: new Set<number>(),
    changedAt: new Map<string, number>(),
    detail: undefined,
    thread: undefined,
    notices: app.state.notices.filter(({ at }) => at === 'page'),
  }));
  return () => stream.close();
}

type Channels = LiveEvents['slack']['channels'];

/** Where a person starts: where the last one was if they may be there, else in their first channel. */
function placeFor(current: Place, channels: Channels): Place {
  const mine = channels.filter(({ isMember }) => isMember);
  if (current.kind === 'channel' && mine.some(({ id, kind }) => id === current.id && kind !== 'im'))
    return current;
  const first = mine.find(({ kind }) => kind !== 'im') ?? mine[0];
  return first === undefined ? { kind: 'home' } : { kind: 'channel', id: first.id };
}

function withAccount(state: State, account: WireAccount): Partial<State> {
  const before = state.accounts.find(({ id }) => id === account.id);
  const marks = before === undefined ? [] : differences(before, account);
  const at = Date.now();
  return {
    accounts:
      before === undefined
        ? [...state.accounts, account]
        : state.accounts.map((one) => (one.id === account.id ? account : one)),
    account: state.account ?? (account.users.length > 0 ? account.id : undefined),
    changedAt: new Map([...state.changedAt, ...marks.map((mark) => [mark, at] as const)]),
  };
}

/** The things that differ, and which of their fields, as paths. */
function differences(before: WireAccount, after: WireAccount): readonly string[] {
  return (['users', 'groups', 'policies', 'secrets'] as const).flatMap((section) =>
    after[section].flatMap((thing): readonly string[] => {
      const path = `${after.id}/${section}/${thing.name}`;
      const old: object | undefined = before[section].find(({ name }) => name === thing.name);
      if (old === undefined) return [path];
      const fields = Object.entries(thing).filter(
        ([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(old, field)),
      );
      return fields.length === 0 ? [] : [path, ...fields.map(([field]) => `${path}/${field}`)];
    }),
  );
}
