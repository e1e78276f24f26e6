import type { KnownBlock } from '@slack/types';
import { SlackUserId } from '../../domain/ids.ts';
import { statusWords } from '../../domain/last-use.ts';
import { credentialWords } from '../../domain/operation-words.ts';
import { type Tag, tagKeys, tagValue } from '../../domain/user.ts';
import type { Shown } from '../../workflows/use-cases.ts';
import { ageOf, endWords } from './age.ts';
import { bold, code, type Inline, type Line, lines, moment, person, quiet, say, titledList } from './rich.ts';
import { fitText, oneLine } from './text.ts';

type ShownUser = Extract<Shown, { kind: 'user' }>;

/** Who answers for it, what it is for, how long it lasts. What is missing is said. */
export function standing({ account, facts, managed, quarantined }: ShownUser): KnownBlock {
  const { user, readAt } = facts;
  const said = (key: string) => tagValue(user.tags, key);
  const ends = said(tagKeys.ends);
  const made = said(tagKeys.request);
  const adopted = said(tagKeys.adopted);
  return lines([
    ...(quarantined ? [[bold('▲ In quarantine  '), say('everything is denied to it')]] : []),
    [bold('Owner  '), ...owner(said(tagKeys.owner)), ...fact('Team', said(tagKeys.team))],
    [bold('Purpose  '), purpose(said(tagKeys.purpose))],
    [
      bold('Ends  '),
      ...(ends === undefined
        ? [say('▲ never: no end date')]
        : [say(`${oneLine(ends, 40)}, ${endWords(ends, readAt)}`)]),
    ],
    [bold('Account  '), say(`${oneLine(account.name, 100)} (${account.id})`)],
    [
      bold('Created  '),
      moment(user.createdAt, '{date_short}'),
      say(
        managed && made
          ? `, by ${oneLine(made, 40)}`
          : adopted
            ? `, adopted by ${oneLine(adopted, 40)}`
            : ', not by Chatelaine',
      ),
    ],
  ]);
}

const purpose = (text: string | undefined): Inline =>
  text === undefined ? say('▲ not said') : say(fitText(text, 256));

/** An owner's tag is a Slack user id where Chatelaine made the user; anything else is shown as it is. */
function owner(tag: string | undefined): readonly Inline[] {
  if (tag === undefined) return [say('▲ nobody answers for it')];
  const id = SlackUserId.safeParse(tag);
  return id.success ? [person(id.data)] : [say(`▲ “${oneLine(tag, 256)}”, who is nobody in Slack`)];
}

const fact = (label: string, text: string | undefined): Line =>
  text === undefined ? [] : [say('   ·   '), bold(`${label}  `), say(oneLine(text, 256))];

/** Keys with age and last use, and what else it can identify itself with. */
export function credentials({ facts }: ShownUser, max: number): KnownBlock {
  const { user, readAt } = facts;
  const rows = [
    ...user.accessKeys.map(
      (key): Line => [
        code(`…${oneLine(key.id, 128).slice(-4)}`),
        say(` ${statusWords[key.status]} · ${ageOf(key.createdAt, readAt)}`),
        ...(key.lastUsed
          ? [
              say(' · last used '),
              moment(key.lastUsed.at),
              say(`, ${oneLine(key.lastUsed.service, 60)}${place(key.lastUsed.region)}`),
            ]
          : [say(key.status === 'Active' ? ' · ▲ never used' : ' · never used')]),
      ],
    ),
    ...(user.otherCredentials ?? []).map(
      (other): Line => [
        code(`…${oneLine(other.id, 128).slice(-4)}`),
        say(
          ` ${credentialWords[other.credential]}${other.service ? ` for ${oneLine(other.service, 60)}` : ''} · ${statusWords[other.status]} · ${ageOf(other.createdAt, readAt)}`,
        ),
      ],
    ),
  ];
  const left = rows.length - max;
  return titledList([bold('Keys')], 'bullet', [
    ...rows.slice(0, max),
    ...(left > 0 ? [[quiet(`and ${left} more`)]] : []),
    ...(rows.length === 0 ? [[quiet('none')]] : []),
  ]);
}

/** AWS says N/A for services without regions. */
const place = (region: string): string => (region === 'N/A' ? '' : ` in ${oneLine(region, 40)}`);

/** What it may do, and whether a person can sign in as it. */
export function permissions({ facts: { user }, powers }: ShownUser, max: number): KnownBlock {
  const { hasLoginProfile, mfaDevices, passwordLastUsedAt } = user;
  const attached = user.attachedPolicies.map((policy) => policy.name);
  const inline = user.inlinePolicies.map((policy) => policy.policyName);
  return lines([
    [bold('Groups  '), say(few(user.groups, max))],
    [
      bold('Policies  '),
      say(
        attached.length + inline.length === 0
          ? 'none of its own'
          : [
              ...(attached.length > 0 ? [few(attached, max)] : []),
              ...(inline.length > 0 ? [`inline: ${few(inline, max)}`] : []),
            ].join('; '),
      ),
    ],
    ...powerLines(powers, max),
    [
      bold('Boundary  '),
      say(user.boundaryArn ? oneLine(user.boundaryArn.replace(/^[^/]*\//, ''), 300) : '▲ none'),
    ],
    [
      bold('Console password  '),
      ...(hasLoginProfile
        ? [
            say('▲ yes, '),
            ...(passwordLastUsedAt ? [say('last used '), moment(passwordLastUsedAt)] : [say('never used')]),
          ]
        : [say('none')]),
      ...(hasLoginProfile || mfaDevices.length > 0 ? fact('MFA', mfa(user.mfaDevices, hasLoginProfile)) : []),
    ],
  ]);
}

/** That it is an administrator, or the ways in which it can become one. */
function powerLines(powers: readonly string[], max: number): readonly Line[] {
  const shown = powers.slice(0, Math.max(1, Math.min(max, 5)));
  const left = powers.length - shown.length;
  return [
    ...shown.map((power, index): Line => [bold(index === 0 ? '▲ Powers  ' : '▲ '), say(oneLine(power, 300))]),
    ...(left > 0 ? [[quiet(`and ${left} more ways`)]] : []),
  ];
}

function mfa(devices: readonly string[], hasPassword: boolean): string {
  if (devices.length === 0) return hasPassword ? '▲ no device' : 'no device';
  return devices.length === 1 ? '1 device' : `${devices.length} devices`;
}

function few(names: readonly string[], max: number): string {
  if (names.length === 0) return 'none';
  if (max === 0) return `${names.length}`;
  const shown = names
    .slice(0, max)
    .map((name) => oneLine(name, 128))
    .join(', ');
  return names.length > max ? `${shown} and ${names.length - max} more` : shown;
}

/** Said above, each with what it means. */
const saidOtherwise: readonly string[] = [
  tagKeys.owner,
  tagKeys.team,
  tagKeys.purpose,
  tagKeys.ends,
  tagKeys.request,
  tagKeys.adopted,
];

/** Every tag that isn't said in words above. */
export function otherTags({ facts }: ShownUser, max: number): KnownBlock[] {
  const tags = facts.user.tags.filter(({ key }) => !saidOtherwise.includes(key.toLowerCase()));
  if (tags.length === 0) return [];
  const row = ({ key, value }: Tag): Line => [say(`${oneLine(key, 128)} = ${oneLine(value, 256)}`)];
  return [
    titledList([bold('Other tags')], 'bullet', [
      ...tags.slice(0, max).map(row),
      ...(tags.length > max ? [[quiet(`and ${tags.length - max} more`)]] : []),
    ]),
  ];
}
