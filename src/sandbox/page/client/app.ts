import type { PersonAction } from '../person-actions.ts';
import type { Answer } from '../wire.ts';
import { firstState, type Notice, type State } from './state.ts';

/** What every component gets: the state, the way to change it, and the way to act. */
export interface App {
  readonly state: State;
  change(part: Partial<State> | ((state: State) => Partial<State>)): void;
  /** Sends a control of the sandbox itself: clock, faults, reset. */
  control(path: string, body: unknown): Promise<Answer>;
  /** Acts as the chosen person, in the order of the calls. */
  act(action: PersonAction): Promise<Answer>;
  /** Acts, shows `busyKey` as busy meanwhile, and says what Slack would say if it fails. */
  perform(
    action: PersonAction,
    how?: { readonly busyKey?: string; readonly at?: Notice['at'] },
  ): Promise<Answer>;
  notify(notice: Omit<Notice, 'id'>): void;
  dismiss(id: number): void;
  /** Moves to another person, conversation or draft. */
  become(userId: string): void;
}

const NOTICE_MS = 9_000;

/** The state with its actions. `onChange` is called at most once a frame. */
export function makeApp(deps: {
  readonly onChange: () => void;
  readonly onBecome: (userId: string) => void;
}): App {
  let state = firstState;
  let scheduled = false;
  let nextNotice = 1;
  // One after the other, as from one keyboard: what was typed arrives before the submission.
  let line: Promise<unknown> = Promise.resolve();

  function change(part: Partial<State> | ((state: State) => Partial<State>)): void {
    state = { ...state, ...(typeof part === 'function' ? part(state) : part) };
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      deps.onChange();
    });
  }

  function act(action: PersonAction): Promise<Answer> {
    const me = state.me;
    // Reading options changes nothing and must not wait for a slow submission.
    if (action.do === 'suggest') return post(`/api/people/${me}`, action);
    const answer = line.then(() => post(`/api/people/${me}`, action));
    line = answer;
    return answer;
  }

  const app: App = {
    get state() {
      return state;
    },
    change,
    control: post,
    act,
    async perform(action, how = {}) {
      const { busyKey, at = 'page' } = how;
      const busy = (on: boolean) => {
        if (busyKey === undefined) return;
        change((now) => {
          const others = [...now.busy].filter((key) => key !== busyKey);
          return { busy: new Set(on ? [...others, busyKey] : others) };
        });
      };
      busy(true);
      const answer = await act(action);
      busy(false);
      if (!answer.ok) {
        const { text, detail } = answer;
        app.notify({ tone: 'error', at, text, ...(detail === undefined ? {} : { detail }) });
      }
      return answer;
    },
    notify(notice) {
      const id = nextNotice++;
      change((now) => ({
        notices: [...now.notices.filter(({ at }) => at !== notice.at), { ...notice, id }],
      }));
      if (notice.at === 'page') setTimeout(() => app.dismiss(id), NOTICE_MS);
    },
    dismiss(id) {
      change((now) => ({ notices: now.notices.filter((notice) => notice.id !== id) }));
    },
    become(userId) {
      if (userId !== state.me) deps.onBecome(userId);
    },
  };
  return app;
}

async function post(path: string, body: unknown): Promise<Answer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return (await response.json()) as Answer;
    return { ok: false, code: 'sandbox', text: await response.text() };
  } catch {
    return { ok: false, code: 'sandbox', text: 'The sandbox does not answer. Is it still running?' };
  }
}
