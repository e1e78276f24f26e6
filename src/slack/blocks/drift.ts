import type { BulletinMessage } from '../../domain/bulletin.ts';
import type { Newcomer } from '../../domain/drift.ts';
import { UserRef } from '../../domain/user.ts';
import { actions } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { button, buttons, type Drawn, drawn, header } from './message.ts';
import { code, lines, moment, quiet, say } from './rich.ts';
import { counted, oneLine } from './text.ts';
import { beginButton } from './user-buttons.ts';

type DriftMessage = Extract<BulletinMessage, { kind: 'drift' }>;

const mostShown = 12;

/** Users and keys that came without a request: who made them should say so, or bring them in. */
export function drift({ accountId, accountName, since, newcomers }: DriftMessage): Drawn {
  const count = newcomers.length;
  const title = `Made outside Chatelaine in ${oneLine(accountName, 80)}`;
  const shown = newcomers.slice(0, mostShown);
  return drawn(`${title}: ${counted(count, 'newcomer')}.`, [
    header(title),
    lines([
      [
        say('No request of mine made these since '),
        moment(since),
        say('. Whoever did can bring them in, or take them away.'),
      ],
    ]),
    ...shown.flatMap((newcomer, index) => {
      const user = UserRef.parse({ accountId, userName: newcomer.userName });
      return [
        lines([described(newcomer)]),
        ...buttons(`newcomer-${index}`, [
          button(actions.showUser, 'Show', userValue(user)),
          ...(newcomer.what === 'user'
            ? [beginButton('adopt-user', 'Bring in…', user), beginButton('offboard-user', 'Offboard…', user)]
            : [beginButton('disable-access-key', 'Disable…', user, keyOf(newcomer))]),
        ]),
      ];
    }),
    ...(count > shown.length
      ? [
          lines([
            [quiet(`and ${count - shown.length} more; /iam find shows them, the next digest has them too`)],
          ]),
        ]
      : []),
  ]);
}

function described({ what, userName, accessKeyId, createdAt }: Newcomer) {
  const key = accessKeyId === undefined ? 'a key' : `key …${accessKeyId.slice(-4)}`;
  return [code(oneLine(userName, 64)), say(what === 'user' ? '  made ' : `  got ${key} `), moment(createdAt)];
}

const keyOf = ({ accessKeyId }: Newcomer) => (accessKeyId === undefined ? {} : { accessKeyId });
