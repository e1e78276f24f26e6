import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import { menuButton } from '../menu.ts';
import { nowOf } from '../state.ts';
import { type Child, h } from '../view.ts';

const HOUR_MS = 3_600_000;

const leaps = [
  { title: '+1 hour', hours: 1 },
  { title: '+4 hours', hours: 4 },
  { title: '+1 day', hours: 24 },
  { title: '+7 days', hours: 168 },
  { title: '+30 days', hours: 720 },
] as const;

/** Sandbox time, and a menu to move it forward: waiting is what the app does most. */
export function clock(app: App): Child {
  const now = nowOf(app.state);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(now);
  const day = show({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const time = show({ hour: '2-digit', minute: '2-digit' });
  return menuButton(
    app,
    'clock',
    {
      class: 'bar-button',
      label: `Sandbox time: ${day}, ${time} UTC. Move it forward`,
      title: 'Move the clock forward',
      content: [
        icon('clock'),
        h('span.bar-word', null, day),
        h('span.tabular', null, time),
        h('small.utc', null, 'UTC'),
      ],
    },
    leaps.map(({ title, hours }) => ({
      text: title,
      onChoose: async () => {
        const answer = await app.control('/api/clock', { milliseconds: hours * HOUR_MS });
        if (!answer.ok) app.notify({ tone: 'error', at: 'page', text: answer.text });
      },
    })),
  );
}
