import { type Child, h } from './view.ts';

const paths = {
  hash: 'M6 2.5 4.5 13.5M11.5 2.5 10 13.5M2.5 5.5h11.5M2 10.5h11.5',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  home: 'M2.5 7.5 8 2.5l5.5 5M4 6.5v7h8v-7M6.8 13.5V10h2.4v3.5',
  thread: 'M2.5 3h11v7.5H8L5 13.2v-2.7H2.5z',
  close: 'm4 4 8 8M12 4l-8 8',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  down: 'm4 6 4 4 4-4',
  right: 'm6 4 4 4-4 4',
  left: 'm10 4-4 4 4 4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  bolt: 'M8.8 1.8 3.5 9H8l-.8 5.2L12.5 7H8z',
  send: 'M2.5 13.5 14 8 2.5 2.5 4.3 8zM4.3 8H14',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.8V8l2.2 1.6',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.6v2.6h2.6',
  alert: 'M8 2.3 14.4 13.4H1.6zM8 6.6v3M8 11.4h.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.4v3.4M8 5.1h.01',
  search: 'M7 11.5A4.5 4.5 0 1 0 7 2.5a4.5 4.5 0 0 0 0 9m3.3-1.2L14 14',
  user: 'M8 8.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M2.8 13.6c.6-2.6 2.7-4 5.2-4s4.6 1.4 5.2 4',
  group:
    'M6 7.8a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8M1.8 13c.4-2.3 2-3.6 4.2-3.6S9.8 10.7 10.2 13M10.6 3.200a2.3 2.3 0 0 1 0 4.400M12 9.800c1.3.5 2 1.6 2.2 3.2',
  key: 'M5 8.300a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.400M7 9 13.2 2.800M10.4 5.600l2 2M12 4l1.6 1.6',
  document: 'M4 2.500h5l3 3v8H4zM9 2.500v3h3M6 8.500h4M6 11h4',
  external: 'M9 3h4v4M13 3 7.5 8.500M11.5 9.500V13H3V4.500h3.5',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 16 × 16, without meaning of its own for a screen reader. */
export function icon(name: IconName): Child {
  return h(
    'svg.icon',
    { viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    h('path', {
      d: paths[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}

/** The house's mark: a key on its ring. */
export function mark(): Child {
  const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': '2.6', 'stroke-linecap': 'round' };
  return h(
    'svg.mark',
    { viewBox: '0 0 32 32', 'aria-hidden': 'true', focusable: 'false' },
    h('circle', { cx: '16', cy: '9.5', r: '6.2', ...line }),
    h('path', { d: 'M16 15.7V29M16 28.2h5M16 23h3.6', ...line }),
  );
}

/** Initials on a colour of the person's own. */
export function face(id: string, name: string, isApp = false): Child {
  if (isApp) return h('span.face.app', { 'aria-hidden': 'true' }, mark());
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return h('span.face', { 'aria-hidden': 'true', style: { '--hue': String(hue) } }, initials.toUpperCase());
}
