import type { WireAccount } from '../../wire.ts';
import type { App } from '../app.ts';
import { nowOf } from '../state.ts';
import { type Child, h } from '../view.ts';
import { age, isOld, shortKey } from './age.ts';
import { changed } from './changed.ts';

type User = WireAccount['users'][number];
type Key = User['keys'][number];

/** Users of the account: name, owner, keys with age and last use. */
export function users(app: App, account: WireAccount, filter: string): Child {
  const shown = account.users.filter((user) => haystack(user).includes(filter));
  if (shown.length === 0)
    return h('p.empty', null, filter === '' ? 'No users in this account.' : 'No user fits.');
  return h(
    'table.things',
    null,
    h('caption.visually-hidden', null, `IAM users of ${account.name}`),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        ['User', 'Owner', 'Keys'].map((title) => h('th', { scope: 'col' }, title)),
      ),
    ),
    h(
      'tbody',
      null,
      newestFirst(app, shown).map((user) =>
        h(
          'tr',
          { key: user.userId, class: changed(app.state, `users/${user.name}`) },
          h(
            'th',
            { scope: 'row' },
            h(
              'button.link',
              { type: 'button', onclick: () => app.change({ detail: { kind: 'users', name: user.name } }) },
              user.name,
            ),
            user.console !== undefined && h('span.flag', null, 'console'),
            user.mfa.length > 0 && h('span.flag', null, 'MFA'),
          ),
          h('td', null, owner(app, user)),
          h('td', null, keysOf(app, user)),
        ),
      ),
    ),
  );
}

/** Those that changed a moment ago come first, or nobody would see them. */
function newestFirst(app: App, list: readonly User[]): readonly User[] {
  const recent = (user: User) => (changed(app.state, `users/${user.name}`) === undefined ? 1 : 0);
  return [...list].sort((a, b) => recent(a) - recent(b) || a.name.localeCompare(b.name));
}

function haystack(user: User): string {
  const tags = Object.entries(user.tags).flat();
  return [user.name, ...tags, ...user.keys.map(({ id }) => id), ...user.groups].join(' ').toLowerCase();
}

function owner(app: App, user: User): Child {
  const tag = ownerOf(user);
  if (tag === undefined) return h('span.nobody', null, 'nobody');
  const person = app.state.slack?.users.find(({ id }) => id === tag);
  if (person === undefined) return tag;
  return h('span', { title: tag }, person.realName, person.deleted === true && h('span.flag', null, 'left'));
}

/** The owner's tag, however it is called in the house. */
export function ownerOf({ tags }: User): string | undefined {
  const entry = Object.entries(tags).find(([key]) => /(^|[:/-])owner$/i.test(key));
  return entry?.[1];
}

function keysOf(app: App, user: User): Child {
  if (user.keys.length === 0) return h('span.muted', null, '–');
  const now = nowOf(app.state);
  return h(
    'ul.keys',
    null,
    user.keys.map((key) => h('li', { key: key.id }, keyLine(key, now))),
  );
}

export function keyLine(key: Key, now: number): Child {
  const use =
    key.lastUsed === undefined
      ? 'never used'
      : `used ${age(key.lastUsed.at, now)}${key.lastUsed.at === '' ? '' : ' ago'}`;
  return [
    h('code', { title: key.id, class: key.active ? undefined : 'off' }, shortKey(key.id)),
    h('span', { class: isOld(key.createdAt, now) ? 'old' : undefined }, age(key.createdAt, now)),
    h('span.muted', null, key.active ? use.replace('now ago', 'just now') : 'disabled'),
  ];
}
