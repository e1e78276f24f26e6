import type { WireAccount } from '../../wire.ts';
import type { App } from '../app.ts';
import type { Section } from '../state.ts';
import { type Child, h } from '../view.ts';
import { changed } from './changed.ts';

interface Row {
  readonly name: string;
  readonly cells: readonly Child[];
}

export function groups(app: App, account: WireAccount, filter: string): Child {
  const rows = account.groups.map(({ name, members, attached, inline }) => ({
    name,
    cells: [members.length, [...attached.map(nameOfArn), ...Object.keys(inline)].join(', ') || '–'],
  }));
  return table(app, 'groups', ['Group', 'Members', 'Policies'], rows, filter);
}

export function policies(app: App, account: WireAccount, filter: string): Child {
  const rows = account.policies.map(({ name, path, defaultVersion }) => ({
    name,
    cells: [path, defaultVersion],
  }));
  return table(app, 'policies', ['Policy', 'Path', 'Version'], rows, filter);
}

export function secrets(app: App, account: WireAccount, filter: string): Child {
  const rows = account.secrets.map(({ name, region, deletedAt }) => ({
    name,
    cells: [
      region,
      deletedAt === undefined ? h('code', { 'aria-label': 'masked' }, '••••••••') : 'to be deleted',
    ],
  }));
  return table(app, 'secrets', ['Secret', 'Region', 'Value'], rows, filter);
}

function table(
  app: App,
  kind: Section,
  heads: readonly string[],
  rows: readonly Row[],
  filter: string,
): Child {
  const shown = rows.filter(({ name }) => name.toLowerCase().includes(filter));
  if (shown.length === 0)
    return h('p.empty', null, filter === '' ? `No ${kind} in this account.` : 'Nothing fits.');
  return h(
    'table.things',
    null,
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        heads.map((title) => h('th', { scope: 'col' }, title)),
      ),
    ),
    h(
      'tbody',
      null,
      shown.map(({ name, cells }) =>
        h(
          'tr',
          { key: name, class: changed(app.state, `${kind}/${name}`) },
          h(
            'th',
            { scope: 'row' },
            h('button.link', { type: 'button', onclick: () => app.change({ detail: { kind, name } }) }, name),
          ),
          cells.map((cell) => h('td', null, cell)),
        ),
      ),
    ),
  );
}

/** The last part of an ARN: a policy's or group's name. */
export function nameOfArn(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
