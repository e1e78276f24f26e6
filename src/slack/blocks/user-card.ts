import type { KnownBlock } from '@slack/types';
import { SlackUserId } from '../../domain/ids.ts';
import { tagKeys, tagValue } from '../../domain/user.ts';
import type { Shown } from '../../workflows/use-cases.ts';
import { actions } from '../ids.ts';
import { choiceBlocks } from './choose-user.ts';
import { type Drawn, divider, drawn, firstThatFits, header } from './message.ts';
import { requestSection } from './request-list.ts';
import { bold, code, type Inline, type Line, lines, moment, person, quiet, say, titledList } from './rich.ts';
import { fitText, oneLine } from './text.ts';
import { userButtons } from './user-buttons.ts';

type ShownUser = Extract<Shown, { kind: 'user' }>;
type Choices = Extract<Shown, { kind: 'choices' }>;

/** `/iam show`: who answers for the user, what it can do, how its keys are used. */
export function shownUser(shown: Shown): Drawn {
  return shown.kind === 'choices' ? choices(shown) : userCard(shown);
}

function userCard(shown: ShownUser): Drawn {
  const { user, account } = shown;
  const text = `${oneLine(user.userName, 64)} in ${oneLine(account.name, 100)}`;
  const ways = [
    { max: 40, requests: 5 },
    { max: 12, requests: 2 },
    { max: 3, requests: 0 },
    { max: 0, requests: 0 },
  ];
  return firstThatFits(
    ways.map(
      ({ max, requests }) =>
        () =>
          drawn(text, cardBlocks(shown, max, requests)),
    ),
  );
}

function cardBlocks(shown: ShownUser, max: number, requests: number): KnownBlock[] {
  const { facts, account, managed } = shown;
  const { user } = facts;
  return [
    header(user.userName),
    lines([
      [
        bold('Account  '),
        say(`${oneLine(account.name, 100)} (${account.id})   ·   `),
        bold('Created  '),
        moment(user.createdAt, '{date_short}'),
      ],
      [
        bold('Owner  '),
        ...owner(tagValue(user.tags, tagKeys.owner)),
        ...fact('Team', tagValue(user.tags, tagKeys.team)),
      ],
      ...wide('Purpose', tagValue(user.tags, tagKeys.purpose)),
      ...wide('Ends', tagValue(user.tags, tagKeys.ends)),
      [bold('Made by Chatelaine  '), say(managed ? 'yes' : 'no')],
    ]),
    divider,
    keys(shown, max),
    lines([
      [
        bold('Console password  '),
        say(user.hasLoginProfile ? '▲ yes' : 'no'),
        ...fact('MFA devices', String(user.mfaDevices.length)),
      ],
      [bold('Groups  '), say(few(user.groups, max))],
      [
        bold('Attached policies  '),
        say(
          few(
            user.attachedPolicies.map((policy) => policy.name),
            max,
          ),
        ),
      ],
      [
        bold('Inline policies  '),
        say(
          few(
            user.inlinePolicies.map((policy) => policy.policyName),
            max,
          ),
        ),
      ],
      [bold('Boundary  '), say(user.boundaryArn ? oneLine(user.boundaryArn, 300) : '▲ none')],
    ]),
    titledList([bold(`Tags (${user.tags.length})`)], 'bullet', [
      ...user.tags
        .slice(0, max)
        .map((tag): Line => [say(`${oneLine(tag.key, 128)} = ${oneLine(tag.value, 256)}`)]),
      ...(user.tags.length > max ? [[quiet(`and ${user.tags.length - max} more`)]] : []),
      ...(user.tags.length === 0 ? [[quiet('none')]] : []),
    ]),
    ...(shown.requests.length > 0 ? requestSection('Requests', shown.requests, requests) : []),
    ...userButtons(shown),
    lines([[quiet('Read from AWS '), moment(facts.readAt)]]),
  ];
}

function keys({ facts }: ShownUser, max: number): KnownBlock {
  const all = facts.user.accessKeys;
  const rows = all
    .slice(0, max)
    .map(
      (key): Line => [
        code(`…${oneLine(key.id, 128).slice(-4)}`),
        say(` ${key.status.toLowerCase()} · created `),
        moment(key.createdAt, '{date_short}'),
        ...(key.lastUsed
          ? [
              say(' · last used '),
              moment(key.lastUsed.at),
              say(` ${oneLine(key.lastUsed.service, 60)} ${oneLine(key.lastUsed.region, 40)}`),
            ]
          : [say(' · never used')]),
      ],
    );
  return titledList([bold('Access keys')], 'bullet', rows.length > 0 ? rows : [[quiet('none')]]);
}

function choices(shown: Choices): Drawn {
  return drawn(
    `${shown.matches.length} users match ${oneLine(shown.asked, 100)}.`,
    choiceBlocks(shown, actions.showUser, 'Name the account too: /iam show <account>/<user>'),
  );
}

/** An owner's tag is a Slack user id where Chatelaine made the user; anything else is shown as it is. */
function owner(tag: string | undefined): readonly Inline[] {
  if (tag === undefined) return [say('▲ nobody')];
  const id = SlackUserId.safeParse(tag);
  return [id.success ? person(id.data) : say(oneLine(tag, 256))];
}

const fact = (label: string, text: string | undefined): Line =>
  text === undefined ? [] : [say('   ·   '), bold(`${label}  `), say(oneLine(text, 256))];
const wide = (label: string, text: string | undefined): readonly Line[] =>
  text === undefined ? [] : [[bold(`${label}  `), say(fitText(text, 256))]];

function few(names: readonly string[], max: number): string {
  if (names.length === 0) return 'none';
  if (max === 0) return `${names.length}`;
  const shown = names
    .slice(0, max)
    .map((name) => oneLine(name, 128))
    .join(', ');
  return names.length > max ? `${shown} and ${names.length - max} more` : shown;
}
