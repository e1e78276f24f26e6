import type { KnownBlock } from '@slack/types';
import type { Shown } from '../../workflows/use-cases.ts';
import { actions } from '../ids.ts';
import { choiceBlocks } from './choose-user.ts';
import { type Drawn, divider, drawn, firstThatFits, header } from './message.ts';
import { requestSection } from './request-list.ts';
import { lines, moment, quiet } from './rich.ts';
import { oneLine } from './text.ts';
import { protectedWords, userButtons } from './user-buttons.ts';
import { credentials, otherTags, permissions, standing } from './user-facts.ts';
import { userFindings } from './user-findings.ts';

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
  const { facts } = shown;
  return [
    header(facts.user.userName),
    standing(shown),
    divider,
    credentials(shown, max),
    permissions(shown, max),
    ...otherTags(shown, max),
    ...userFindings(shown.findings, max),
    ...(shown.requests.length > 0 ? requestSection('Requests', shown.requests, requests) : []),
    ...(shown.offers.length === 0 ? [protectedWords] : []),
    ...userButtons(shown),
    lines([[quiet('Read from AWS '), moment(facts.readAt)]]),
  ];
}

function choices(shown: Choices): Drawn {
  return drawn(
    `${shown.matches.length} users match ${oneLine(shown.asked, 100)}.`,
    choiceBlocks(shown, actions.showUser, 'Name the account too: /iam show <account>/<user>'),
  );
}
