import { type App, makeApp } from './app.ts';
import { follow } from './live.ts';
import { page } from './page.ts';
import { makeRenderer } from './view.ts';

/** Starts the page in the given element. */
function start(root: HTMLElement): void {
  const render = makeRenderer(root);
  let stop = () => {};
  let opened = false;
  const app: App = makeApp({
    onChange() {
      render(page(app));
      if (opened || app.state.me === '') return;
      opened = true;
      // As in Slack, a reloaded client has lost its modals and what only this person saw.
      void app.act({ do: 'reload' });
    },
    onBecome(userId) {
      stop();
      app.change({ thread: undefined, menu: undefined, combo: undefined, question: undefined, notices: [] });
      stop = follow(app, userId);
    },
  });
  const wanted = new URLSearchParams(location.search).get('as') ?? undefined;
  stop = follow(app, wanted);
  render(page(app));
  // Ages and the clock move on by themselves.
  setInterval(() => app.change({}), 5_000);
  document.addEventListener('click', (event) => closeMenus(app, event.target));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && app.state.menu !== undefined) app.change({ menu: undefined });
  });
}

function closeMenus(app: App, target: EventTarget | null): void {
  if (!(target instanceof Element) || target.closest('[data-menu]') !== null) return;
  if (app.state.menu !== undefined) app.change({ menu: undefined });
}

const root = document.getElementById('page');
if (root !== null) start(root);
