import type { Button } from '@slack/types';
import type { Help } from '../../workflows/use-cases.ts';
import { type CommandLine, type CommandName, commandUsage } from '../command-usage.ts';
import { actions } from '../ids.ts';
import { button, buttons, type Drawn, drawn } from './message.ts';
import { bold, code, type Line, lines, say, titledList } from './rich.ts';
import { fitText, oneLine } from './text.ts';

/** `/iam`: the commands as buttons. */
export function menu(): Drawn {
  return drawn('What would you like to do?', [
    lines([[bold('What would you like to do?')]]),
    ...buttons('menu', menuButtons()),
    lines([
      [
        say('One user, and what can be done about it: '),
        code('/iam show <user>'),
        say('   ·   history: '),
        code('/iam audit <user or IAM-42>'),
      ],
    ]),
  ]);
}

/** The Home tab shows what waits and what is mine by itself. */
export function homeButtons(): readonly Button[] {
  return menuButtons().filter(({ action_id: id }) => id !== actions.showPending && id !== actions.showMine);
}

export function menuButtons(): readonly Button[] {
  return [
    button(actions.startRequest, 'Ask for a service account', undefined, { style: 'primary' }),
    button(actions.act, 'Change a user…', undefined),
    button(actions.showPending, 'Waiting for me', undefined),
    button(actions.showMine, 'Mine', undefined),
    button(actions.showHelp, 'Help', undefined),
  ];
}

/** Every command once, where people look for it. */
export const commandGroups: readonly (readonly [title: string, names: readonly CommandName[]])[] = [
  ['Ask and look', ['request', 'show', 'find', 'mine', 'pending', 'digest', 'audit', 'help']],
  ['Keys and passwords', ['rotate', 'key', 'console']],
  ['Who answers for a user, and how long', ['claim', 'transfer', 'adopt', 'tag', 'extend']],
  ['What a user may do', ['access']],
  ['Stop a user', ['quarantine', 'restore', 'offboard']],
];

/** `/iam help`: every command, and what this person may do. */
export function helpText(help: Help): Drawn {
  const approves =
    help.mayApproveFor.length > 0
      ? `You can decide for ${oneLine(help.mayApproveFor.join(', '), 500)}, never on your own requests.`
      : 'You are in no group of approvers.';
  return drawn('Commands of /iam, and what you may do.', [
    ...commandGroups.map(([title, names]) =>
      titledList(
        [bold(title)],
        'bullet',
        names.map((name): Line => [code(commandUsage[name].usage), say(`  ${commandUsage[name].does}`)]),
      ),
    ),
    lines([
      [bold('You')],
      [
        say(
          help.mayRequest
            ? 'You can ask for service accounts.'
            : 'You can’t ask for service accounts: only full members of this workspace can.',
        ),
      ],
      [say(approves)],
    ]),
    lines([
      [
        say('A user can be named as '),
        code('name'),
        say(', '),
        code('account/name'),
        say(', an ARN or an access key id.'),
      ],
    ]),
  ]);
}

/** A mistyped command: what was understood, the nearest one, and how it is used. Never a bare error. */
export function unknownCommand(line: Extract<CommandLine, { kind: 'unknown' | 'incomplete' }>): Drawn {
  const all = button(actions.allCommands, 'All commands', undefined);
  if (line.kind === 'incomplete') {
    const { usage } = commandUsage[line.name];
    const what = oneLine(line.say ?? (line.name === 'audit' ? 'Which user or request?' : 'Which user?'), 300);
    return drawn(`${what} ${usage}`, [
      lines([
        [say(`${what}  `), code(usage)],
        [say('A user is a name, account/name, an ARN or an access key id.')],
      ]),
      ...buttons('mistake', [all]),
    ]);
  }
  const word = oneLine(line.word, 60);
  const { suggestion } = line;
  if (!suggestion)
    return drawn(`I don’t know “${word}”.`, [
      lines([[say(`I don’t know “${word}”. `), code('/iam help'), say(' lists the commands.')]]),
      ...buttons('mistake', [all]),
    ]);
  const { usage, does } = commandUsage[suggestion.name];
  return drawn(`I don’t know “${word}”. Did you mean /iam ${oneLine(suggestion.text, 150)}?`, [
    lines([
      [
        say(`I don’t know “${word}”. Did you mean `),
        code(`/iam ${oneLine(suggestion.text, 150)}`),
        say(' ?'),
      ],
      [code(usage), say(`  ${does}`)],
    ]),
    ...buttons('mistake', [
      // What a button can't carry as it was typed isn't run.
      ...(suggestion.complete && fitText(suggestion.text, 1500) === suggestion.text
        ? [button(actions.runCommand, 'Run it', suggestion.text, { style: 'primary' })]
        : []),
      all,
    ]),
  ]);
}
