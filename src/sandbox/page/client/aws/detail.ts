import type { WireAccount } from '../../wire.ts';
import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import type { Detail } from '../state.ts';
import { type Child, h } from '../view.ts';
import { moment } from './age.ts';
import { changed } from './changed.ts';
import { json } from './json.ts';
import { nameOfArn } from './lists.ts';
import { userDetail } from './user-detail.ts';

/** One user, group, policy or secret, with the way back to the list. */
export function detail(app: App, account: WireAccount, { kind, name }: Detail): Child {
  return h(
    'article.detail',
    {
      key: `${account.id} ${kind} ${name}`,
      'aria-label': name,
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') app.change({ detail: undefined });
      },
    },
    h(
      'header.detail-head',
      null,
      h(
        'button.quiet',
        {
          type: 'button',
          'aria-label': `Back to ${kind}`,
          mount: (element: HTMLElement) => element.focus(),
          onclick: () => app.change({ detail: undefined }),
        },
        icon('left'),
      ),
      h('h2', null, name),
      h('span.muted', null, account.name),
    ),
    h(
      'div.detail-body',
      { tabindex: '0', role: 'region', 'aria-label': `Details of ${name}` },
      content(app, account, { kind, name }),
    ),
  );
}

function content(app: App, account: WireAccount, { kind, name }: Detail): Child {
  const gone = h('p.empty', null, `${name} does not exist any more.`);
  if (kind === 'users') {
    const user = account.users.find((one) => one.name === name);
    return user === undefined ? gone : userDetail(app, account, user);
  }
  if (kind === 'groups') {
    const group = account.groups.find((one) => one.name === name);
    if (group === undefined) return gone;
    return [
      facts([
        ['ARN', h('code', null, group.arn)],
        ['Members', group.members.join(', ') || 'none'],
      ]),
      policyList(app, account, group.attached, group.inline, `groups/${name}`),
    ];
  }
  if (kind === 'policies') {
    const policy = account.policies.find((one) => one.name === name);
    if (policy === undefined) return gone;
    return [
      facts([
        ['ARN', h('code', null, policy.arn)],
        ['Version', policy.defaultVersion],
      ]),
      part(app, 'Document', `policies/${name}/document`, json(policy.document)),
      part(app, 'Tags', `policies/${name}/tags`, tagTable(policy.tags)),
    ];
  }
  const secret = account.secrets.find((one) => one.name === name);
  if (secret === undefined) return gone;
  return [
    facts([
      ['ARN', h('code', null, secret.arn)],
      ['Region', secret.region],
      ['Value', h('span', null, h('code', null, '••••••••••••'), h('span.muted', null, ' never shown here'))],
      ...(secret.description === undefined ? [] : [['Description', secret.description] as const]),
      ...(secret.deletedAt === undefined ? [] : [['Deleted', moment(secret.deletedAt)] as const]),
    ]),
    part(app, 'Tags', `secrets/${name}/tags`, tagTable(secret.tags)),
    part(
      app,
      'Versions',
      `secrets/${name}/versions`,
      h(
        'ul.plain',
        null,
        secret.versions.map(({ id, stages }) =>
          h('li', { key: id }, h('code', null, id), ` ${stages.join(', ')}`),
        ),
      ),
    ),
  ];
}

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

export function tagTable(tags: Readonly<Record<string, string>>): Child {
  const entries = Object.entries(tags);
  if (entries.length === 0) return h('p.empty', null, 'No tags.');
  return h(
    'table.tags',
    null,
    h(
      'tbody',
      null,
      entries.map(([key, value]) => h('tr', { key }, h('th', { scope: 'row' }, key), h('td', null, value))),
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
