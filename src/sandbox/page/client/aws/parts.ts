import type { WireAccount } from '../../wire.ts';
import type { App } from '../app.ts';
import { type Child, h } from '../view.ts';
import { changed } from './changed.ts';
import { json } from './json.ts';
import { nameOfArn } from './lists.ts';

/** Names and values. */
export function facts(rows: readonly (readonly [string, Child])[]): Child {
  return h(
    'dl.facts',
    null,
    rows.map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))),
  );
}

/** A titled part of a detail; marked for a while after it changed. */
export function part(app: App, title: string, path: string, inner: Child): Child {
  return h('section.part', { key: title, class: changed(app.state, path) }, h('h3', null, title), inner);
}

export function tagTable(app: App, tags: Readonly<Record<string, string>>): Child {
  const person = (value: string) => app.state.slack?.users.find(({ id }) => id === value)?.realName;
  const entries = Object.entries(tags);
  if (entries.length === 0) return h('p.empty', null, 'No tags.');
  return h(
    'table.tags',
    null,
    h(
      'tbody',
      null,
      entries.map(([key, value]) =>
        h(
          'tr',
          { key },
          h('th', { scope: 'row' }, key),
          h('td', null, value, person(value) !== undefined && h('span.muted', null, ` ${person(value)}`)),
        ),
      ),
    ),
  );
}

/** Attached and inline policies, each with its document behind a disclosure. */
export function policyList(
  app: App,
  account: WireAccount,
  attached: readonly string[],
  inline: Readonly<Record<string, string>>,
  path: string,
): Child {
  const documentOf = (arn: string) => account.policies.find((one) => one.arn === arn)?.document;
  const entry = (name: string, kind: string, document: string | undefined) =>
    h(
      'details.policy',
      { key: `${kind} ${name}` },
      h('summary', null, h('code', null, name), h('span.flag', null, kind)),
      document === undefined ? h('p.empty', null, 'Its document is not in this account.') : json(document),
    );
  const kindOf = (arn: string) => (arn.includes(':aws:policy/') ? 'AWS managed' : 'managed');
  const entries = [
    ...attached.map((arn) => entry(nameOfArn(arn), kindOf(arn), documentOf(arn))),
    ...Object.entries(inline).map(([name, document]) => entry(name, 'inline', document)),
  ];
  const mark = changed(app.state, `${path}/attached`) ?? changed(app.state, `${path}/inline`);
  return h(
    'section.part',
    { key: 'policies', class: mark },
    h('h3', null, 'Policies'),
    entries.length === 0 ? h('p.empty', null, 'None directly.') : entries,
  );
}
