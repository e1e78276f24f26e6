import type { WireCall } from '../../wire.ts';
import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import { nowOf } from '../state.ts';
import { type Child, h } from '../view.ts';
import { json } from './json.ts';
import { facts } from './parts.ts';

const reads = /^(Get|List|Describe|Generate|Simulate|AssumeRole)/;

const absences: ReadonlySet<string> = new Set(['NoSuchEntity', 'ResourceNotFoundException']);
const FRESH_MS = 3_000;

/** Each API call as it happens, newest first. */
export function callsPane(app: App): Child {
  const { calls, changesOnly, tab } = app.state;
  const shown = calls.filter(
    (call) => !changesOnly || !reads.test(call.operation) || call.errorCode !== undefined,
  );
  return h(
    'section.pane.calls',
    { id: 'calls', 'aria-label': 'API calls', class: tab === 'calls' ? 'front' : undefined },
    h(
      'header.pane-head',
      null,
      h('h2', null, 'API calls'),
      h('p.topic', null, calls.length === 0 ? '' : `${shown.length} shown`),
      h(
        'label.toggle',
        null,
        h('input', {
          type: 'checkbox',
          checked: changesOnly,
          onchange: () => app.change({ changesOnly: !changesOnly }),
        }),
        'Changes only',
      ),
    ),
    h(
      'ol.call-list',
      { role: 'log', 'aria-label': 'Calls, newest first', tabindex: '0', reversed: true },
      shown.length === 0 &&
        h('li.empty', { key: 'none' }, 'No calls yet. Each call to AWS appears here as it happens.'),
      [...shown].reverse().map((call) => row(app, call)),
    ),
  );
}

function row(app: App, call: WireCall): Child {
  const open = app.state.openCalls.has(call.id);
  const { title, tone } = outcome(call);
  const account =
    app.state.accounts.find(({ id }) => id === call.account)?.name ?? call.account ?? 'unknown account';
  const toggle = () =>
    app.change((state) => {
      const others = [...state.openCalls].filter((id) => id !== call.id);
      return { openCalls: new Set(open ? others : [...others, call.id]) };
    });
  return h(
    'li.call',
    { key: String(call.id), class: `${tone} ${kindOf(app, call)}` },
    h(
      'button.call-line',
      { type: 'button', 'aria-expanded': String(open), onclick: toggle },
      icon(open ? 'down' : 'right'),
      h('time', null, call.at.slice(11, 19)),
      h('span.operation', null, call.operation),
      h('span.call-where', null, account),
      h('span.call-who', { title: call.principal?.arn }, whose(call)),
      h('span.status', null, title),
    ),
    open && details(call),
  );
}

function kindOf(app: App, call: WireCall): string {
  if (reads.test(call.operation)) return 'read';
  return nowOf(app.state) - Date.parse(call.at) < FRESH_MS ? 'write fresh' : 'write';
}

function whose({ principal }: WireCall): string {
  return principal?.sourceIdentity ?? principal?.sessionName ?? '';
}

function outcome(call: WireCall): { readonly title: string; readonly tone: string } {
  // Looking whether something is there yet is no failure.
  if (absences.has(call.errorCode ?? '') && reads.test(call.operation) && call.fault === undefined) {
    return { title: 'not there', tone: 'absent' };
  }
  if (call.errorCode !== undefined) return { title: call.errorCode, tone: 'failed' };
  if (call.status === undefined)
    return { title: call.fault ?? 'running', tone: call.fault === undefined ? 'running' : 'failed' };
  if (call.fault !== undefined) return { title: `${call.status}, ${call.fault}`, tone: 'failed' };
  return { title: String(call.status), tone: call.status < 400 ? 'fine' : 'failed' };
}

function details(call: WireCall): Child {
  const rows: readonly (readonly [string, Child])[] = [
    ['Request id', h('code', null, call.requestId)],
    ['Account', call.account ?? '–'],
    ['Caller', h('code', null, call.principal?.arn ?? 'not recognised')],
    ['Source identity', call.principal?.sourceIdentity ?? '–'],
    ['Took', call.durationMs === undefined ? '–' : `${Math.round(call.durationMs)} ms`],
    ['Took effect', call.applied ? 'yes' : 'no'],
  ];
  const trouble: readonly (readonly [string, Child])[] = [
    ...(call.fault === undefined ? [] : [['Fault put on it', call.fault] as const]),
    ...(call.errorMessage === undefined ? [] : [['AWS said', call.errorMessage] as const]),
  ];
  return h('div.call-details', null, facts([...trouble, ...rows]), json(call.parameters));
}
