import type { WireAccount } from '../../wire.ts';
import type { App } from '../app.ts';
import { nowOf } from '../state.ts';
import { type Child, h } from '../view.ts';
import { age, isOld, moment } from './age.ts';
import { changed } from './changed.ts';
import { json } from './json.ts';
import { nameOfArn } from './lists.ts';
import { facts, part, policyList, tagTable } from './parts.ts';

type User = WireAccount['users'][number];

export function userDetail(app: App, account: WireAccount, user: User): Child {
  const path = `users/${user.name}`;
  const now = nowOf(app.state);
  const boundary = account.policies.find(({ arn }) => arn === user.boundary);
  const other = [
    ...user.sshKeys.map(({ id, active }) => [`SSH key ${id}`, active] as const),
    ...user.certificates.map(({ id, active }) => [`Certificate ${id}`, active] as const),
    ...user.serviceCredentials.map(({ id, service, active }) => [`${service} ${id}`, active] as const),
  ];
  return [
    facts([
      ['ARN', h('code', null, user.arn)],
      ['User id', h('code', null, user.userId)],
      [
        'Created',
        `${moment(user.createdAt)} UTC, ${age(user.createdAt, now)} ago`.replace('now ago', 'just now'),
      ],
      ['Console', consoleText(user, now)],
      ['MFA', user.mfa.length === 0 ? 'none' : user.mfa.map(nameOfArn).join(', ')],
    ]),
    part(app, 'Access keys', `${path}/keys`, keys(app, account, user)),
    part(app, 'Tags', `${path}/tags`, tagTable(app, user.tags)),
    part(
      app,
      'Permissions boundary',
      `${path}/boundary`,
      user.boundary === undefined
        ? h('p.nobody', null, 'No boundary.')
        : h(
            'details.policy',
            null,
            h('summary', null, h('code', null, nameOfArn(user.boundary))),
            boundary === undefined
              ? h('p.empty', null, 'Its document is not in this account.')
              : json(boundary.document),
          ),
    ),
    part(app, 'Groups', `${path}/groups`, groupList(app, account, user)),
    policyList(app, account, user.attached, user.inline, path),
    other.length > 0 &&
      part(
        app,
        'Other credentials',
        `${path}/serviceCredentials`,
        h(
          'ul.plain',
          null,
          other.map(([name, active]) => h('li', { key: name }, name, !active && ' (disabled)')),
        ),
      ),
  ];
}

function consoleText({ console: access }: User, now: number): string {
  if (access === undefined) return 'no password';
  return access.lastUsed === undefined
    ? 'password, never used'
    : `password, used ${age(access.lastUsed, now)} ago`;
}

function keys(app: App, account: WireAccount, user: User): Child {
  const now = nowOf(app.state);
  if (user.keys.length === 0) return h('p.empty', null, 'No access keys.');
  return h(
    'ul.key-cards',
    null,
    user.keys.map(({ id, active, createdAt, lastUsed }) =>
      h(
        'li.key-card',
        { key: id },
        h(
          'div',
          null,
          h('code', null, id),
          h('span.flag', { class: active ? 'good' : 'off' }, active ? 'active' : 'disabled'),
        ),
        h(
          'div.muted',
          null,
          h(
            'span',
            { class: isOld(createdAt, now) ? 'old' : undefined },
            `created ${moment(createdAt)} (${age(createdAt, now)})`,
          ),
          ' · ',
          lastUsed === undefined
            ? 'never used'
            : `last used ${moment(lastUsed.at)}, ${lastUsed.service} ${lastUsed.region}`,
        ),
        active &&
          h(
            'button.bk-button',
            {
              type: 'button',
              title: 'As if the program that holds it made a call to S3 just now',
              'aria-label': `Use key ${id} once`,
              onclick: async () => {
                const answer = await app.control('/api/use-key', { account: account.id, key: id });
                if (!answer.ok) app.notify({ tone: 'error', at: 'page', text: answer.text });
              },
            },
            'Use it once',
          ),
      ),
    ),
  );
}

function groupList(app: App, account: WireAccount, user: User): Child {
  if (user.groups.length === 0) return h('p.empty', null, 'In no group.');
  return h(
    'ul.plain',
    null,
    user.groups.map((name) => {
      const group = account.groups.find((one) => one.name === name);
      const carried = [...(group?.attached ?? []).map(nameOfArn), ...Object.keys(group?.inline ?? {})];
      return h(
        'li',
        { key: name, class: changed(app.state, `groups/${name}`) },
        h(
          'button.link',
          { type: 'button', onclick: () => app.change({ detail: { kind: 'groups', name } }) },
          name,
        ),
        h('span.muted', null, carried.length === 0 ? ' no policies' : ` ${carried.join(', ')}`),
      );
    }),
  );
}
