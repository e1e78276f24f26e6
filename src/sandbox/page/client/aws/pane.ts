import type { WireAccount } from '../../wire.ts';
import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import type { Section } from '../state.ts';
import { nowOf } from '../state.ts';
import { tabKeys } from '../tabs.ts';
import { type Child, h } from '../view.ts';
import { age } from './age.ts';
import { detail } from './detail.ts';
import { groups, policies, secrets } from './lists.ts';
import { users } from './users.ts';

const sections: readonly { readonly id: Section; readonly title: string }[] = [
  { id: 'users', title: 'Users' },
  { id: 'groups', title: 'Groups' },
  { id: 'policies', title: 'Policies' },
  { id: 'secrets', title: 'Secrets' },
];

/** The organization's accounts, as they are now. */
export function awsPane(app: App): Child {
  const { accounts, account: chosen, tab } = app.state;
  const account = accounts.find(({ id }) => id === chosen);
  return h(
    'section.pane.aws',
    { id: 'aws', 'aria-label': 'AWS accounts', class: tab === 'aws' ? 'front' : undefined },
    h(
      'div.account-tabs',
      { role: 'tablist', 'aria-label': 'Accounts', onkeydown: tabKeys },
      accounts.map(({ id, name }) =>
        h(
          'button.account-tab',
          {
            key: id,
            id: `account-${id}`,
            type: 'button',
            role: 'tab',
            'aria-selected': String(id === chosen),
            'aria-controls': 'account',
            tabindex: id === chosen ? '0' : '-1',
            class: recentlyChanged(app, id) ? 'changed' : undefined,
            onclick: () => app.change({ account: id, detail: undefined, filter: '' }),
          },
          h('span', null, name),
          h('small', null, id),
        ),
      ),
    ),
    account === undefined
      ? h('p.empty', { role: 'status' }, 'Reading the accounts…')
      : h(
          'div.account',
          { id: 'account', role: 'tabpanel', 'aria-labelledby': `account-${account.id}` },
          app.state.detail === undefined ? overview(app, account) : detail(app, account, app.state.detail),
        ),
  );
}

function recentlyChanged({ state }: App, accountId: string): boolean {
  if (accountId === state.account) return false;
  const since = Date.now() - 15_000;
  return [...state.changedAt].some(([path, at]) => path.startsWith(`${accountId}/`) && at > since);
}

function overview(app: App, account: WireAccount): Child {
  const { section, filter } = app.state;
  const list = { users, groups, policies, secrets }[section];
  return [
    summary(app, account),
    h(
      'div.section-bar',
      { key: 'sections' },
      h(
        'div.section-tabs',
        { role: 'tablist', 'aria-label': 'What to show', onkeydown: tabKeys },
        sections.map(({ id, title }) =>
          h(
            'button.section-tab',
            {
              key: id,
              id: `section-${id}`,
              type: 'button',
              role: 'tab',
              'aria-selected': String(id === section),
              'aria-controls': 'section',
              tabindex: id === section ? '0' : '-1',
              onclick: () => app.change({ section: id, filter: '' }),
            },
            title,
            h('span.count', null, account[id].length),
          ),
        ),
      ),
      h(
        'label.search',
        null,
        icon('search'),
        h('span.visually-hidden', null, `Find in ${section}`),
        h('input', {
          type: 'search',
          value: filter,
          placeholder: 'Find',
          oninput: (event: Event) => app.change({ filter: (event.currentTarget as HTMLInputElement).value }),
        }),
      ),
    ),
    h(
      'div.section-list',
      {
        key: `list ${account.id} ${section}`,
        id: 'section',
        role: 'tabpanel',
        'aria-labelledby': `section-${section}`,
        tabindex: '0',
      },
      list(app, account, filter.toLowerCase()),
    ),
  ];
}

function summary(app: App, account: WireAccount): Child {
  const now = nowOf(app.state);
  const { root } = account;
  const facts = [
    account.state !== 'ACTIVE' && account.state.toLowerCase().replace('_', ' '),
    root.accessKey !== undefined && 'root has an access key',
    !root.mfa && 'root has no MFA',
    root.passwordLastUsed !== undefined && `root signed in ${age(root.passwordLastUsed, now)} ago`,
  ].filter((fact) => fact !== false);
  if (facts.length === 0) return undefined;
  return h(
    'ul.account-facts',
    { key: 'facts', 'aria-label': 'About this account' },
    facts.map((fact) => h('li', { key: fact }, icon('alert'), fact)),
  );
}
