import type { ModalView, PlainTextOption } from '@slack/types';
import type { FoundMatch } from '../../workflows/use-cases.ts';
import { fields, views } from '../ids.ts';
import { userValue } from '../user-value.ts';
import { userActionIds } from '../wish.ts';
import { modal } from './modal.ts';
import { offerGroups, offerWords } from './offer-words.ts';
import { lines, say } from './rich.ts';
import { oneLine, plain } from './text.ts';

/** The blocks of the page, which are its fields too. */
export const actBlocks = { user: 'user', action: 'action' } as const;

/** From anywhere: which user, and what should happen. `note` is why it is asked. */
export function actPage(note?: string): ModalView {
  return modal(views.act, {
    title: 'Change an AWS user',
    submit: 'Continue',
    close: 'Cancel',
    blocks: [
      ...(note === undefined ? [] : [lines([[say(note)]])]),
      {
        type: 'input',
        block_id: actBlocks.user,
        label: plain('Which user?', 2000),
        hint: plain('Part of its name, a tag, an account, or a whole access key id.', 2000),
        element: {
          type: 'external_select',
          action_id: fields.user,
          min_query_length: 2,
          placeholder: plain('svc-backup', 150),
        },
      },
      {
        type: 'input',
        block_id: actBlocks.action,
        label: plain('What should happen?', 2000),
        hint: plain('Nothing happens before you have seen the plan.', 2000),
        element: {
          type: 'static_select',
          action_id: fields.action,
          placeholder: plain('Choose', 150),
          option_groups: offerGroups.flatMap((group) => {
            const options = userActionIds.filter((id) => offerWords(id).group === group).map(actionOption);
            return options.length > 0 ? [{ label: plain(group, 75), options }] : [];
          }),
        },
      },
    ],
  });
}

function actionOption(id: string): PlainTextOption {
  const { button, does } = offerWords(id);
  return { value: id, text: plain(button.replace(/…$/, ''), 75), description: plain(does, 75) };
}

/** A user to choose; what an option can’t carry is left to the commands. */
export function userOption({ user, account, team }: FoundMatch): readonly PlainTextOption[] {
  const value = userValue(user);
  if (value.length > 75) return [];
  const text = plain(`${oneLine(user.userName, 64)}`, 75);
  const where = `${oneLine(account.name, 40)}${team === undefined ? '' : `, team ${oneLine(team, 20)}`}`;
  return [{ value, text, description: plain(where, 75) }];
}
