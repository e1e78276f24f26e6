import type { WireAccount } from '../../wire.ts';
import type { App } from '../app.ts';
import { icon } from '../icons.ts';
import type { Detail } from '../state.ts';
import { type Child, h } from '../view.ts';
import { moment } from './age.ts';
import { json } from './json.ts';
import { facts, part, policyList, tagTable } from './parts.ts';
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
      part(app, 'Tags', `policies/${name}/tags`, tagTable(app, policy.tags)),
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
    part(app, 'Tags', `secrets/${name}/tags`, tagTable(app, secret.tags)),
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
