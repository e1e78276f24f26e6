import { daysBetween } from '../domain/calendar.ts';
import type { Digest } from '../domain/digest.ts';
import type { FindingRow } from '../domain/finding-row.ts';
import { rowsOf } from '../domain/finding-row.ts';
import type { House } from '../domain/house.ts';
import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import type { KnownFinding } from '../domain/known-finding.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { digestChannels } from '../domain/routing.ts';
import { digestFor } from './digests.ts';
import { knownAccounts } from './lists.ts';
import type { People } from './people.ts';
import type { Organization, Store } from './ports.ts';

/** What people ask about findings, and how they put one off. All of them look the person up afresh. */
export interface FindingCases {
  /** One finding, for whoever may use the bot. */
  one(by: SlackUserId, key: string): Promise<ShownFinding | Refusal>;
  /** Whether this person may put it off, with the finding, for the form. */
  forSnooze(by: SlackUserId, key: string): Promise<ShownFinding | Refusal>;
  /** Committed when it resolves; the same again changes nothing. */
  snooze(
    by: SlackUserId,
    key: string,
    wish: { readonly until: string; readonly reason: string },
  ): Promise<ShownFinding | Refusal>;
  /** Asks somebody in a direct message whether an unowned user is theirs; each person once. Committed when it resolves. */
  askPerson(by: SlackUserId, key: string, person: SlackUserId): Promise<ShownFinding | Refusal>;
  /** A channel's digest as it would be now. Nothing is posted. */
  digest(by: SlackUserId, channel: ChannelId | undefined): Promise<Digest | Refusal>;
}

export interface ShownFinding {
  readonly known: KnownFinding;
  readonly row: FindingRow;
}

export interface FindingCaseDeps {
  readonly store: Store;
  readonly people: People;
  readonly organization: Organization;
  readonly house: House;
}

/** Longer is not put off but accepted, and that takes an approver. */
export const longestSnoozeDays = 30;

export function makeFindingCases({ store, people, organization, house }: FindingCaseDeps): FindingCases {
  async function one(by: SlackUserId, key: string): Promise<ShownFinding | Refusal> {
    const actor = await people.actor(by);
    if (!actor.ok) return actor.refusal;
    const known = await store.read((reader) => reader.finding(key));
    if (!known || known.resolvedAt !== undefined)
      return refusal(
        'not-now',
        'This is mended already, or the account has changed. There is nothing to do.',
      );
    const accounts = await knownAccounts(organization);
    const name = accounts.find(({ id }) => id === known.finding.subject.accountId)?.name;
    const [row] = rowsOf([known], (id) => name ?? id);
    if (!row) throw new Error('A finding makes a row.');
    return { known, row };
  }

  /** The owner, the team behind the owner, approvers and responders. */
  async function forSnooze(by: SlackUserId, key: string): Promise<ShownFinding | Refusal> {
    const shown = await one(by, key);
    if ('code' in shown) return shown;
    const { owner, team } = shown.known;
    const { teams, groups, isResponder } = await people.requester(by);
    const may =
      owner === by || (team !== undefined && teams.includes(team)) || groups.length > 0 || isResponder;
    return may
      ? shown
      : refusal(
          'not-yours',
          'Only the owner, their team and those who approve can put this off. Ask one of them.',
        );
  }

  return {
    one,
    forSnooze,
    async snooze(by, key, { until, reason }) {
      const shown = await forSnooze(by, key);
      if ('code' in shown) return shown;
      const why = reason.trim().slice(0, 300);
      if (why.length < 3) return refusal('invalid-input', 'Say why it can wait.', 'reason');
      return store.transaction(async (tx) => {
        const days = daysBetween((await tx.now()).slice(0, 10), until);
        if (days < 1) return refusal('invalid-input', 'Choose a day in the future.', 'until');
        if (days > longestSnoozeDays)
          return refusal(
            'invalid-input',
            `At most ${longestSnoozeDays} days. What may stay for longer is accepted by an approver: Accept… beside it.`,
            'until',
          );
        await tx.snooze(key, { by, reason: why, until: `${until}T00:00:00.000Z` });
        return shown;
      }, 'finding/snooze');
    },
    async askPerson(by, key, person) {
      const shown = await one(by, key);
      if ('code' in shown) return shown;
      const asked = await people.actor(person);
      if (!asked.ok)
        return refusal(
          'invalid-input',
          'They can’t answer here. Choose an active member of this workspace.',
          'person',
        );
      return store.transaction(async (tx) => {
        const id = `asked/${person}/${key}`;
        const message = { kind: 'whose', row: shown.row, suggestedBy: by } as const;
        const bulletin = { id, to: { kind: 'person', person } as const, messages: [message] };
        if (await tx.addBulletin(bulletin, await tx.now()))
          await tx.enqueue([{ queue: 'publish', bulletinId: id }]);
        return shown;
      }, 'finding/ask');
    },
    async digest(by, channel) {
      const actor = await people.actor(by);
      if (!actor.ok) return actor.refusal;
      const { teams, groups, isResponder } = await people.requester(by);
      // Whoever is in a channel sees its digest there every week; elsewhere it depends on who asks.
      const here = channel !== undefined && digestChannels(house).includes(channel) ? channel : undefined;
      const ofTeam = house.teams.find(
        (team) => teams.includes(team.id) && team.channel !== undefined,
      )?.channel;
      const everything = house.digest.channel ?? house.channels.security;
      const place = here ?? (groups.length > 0 || isResponder ? everything : ofTeam);
      if (place === undefined)
        return refusal(
          'not-yours',
          'No digest belongs to this channel. Ask in the channel of your team or account.',
        );
      const accounts = await knownAccounts(organization);
      const { messages } = await store.read((reader) => digestFor(reader, place, 'now', accounts, house));
      const [first] = messages;
      if (first?.kind !== 'digest') throw new Error('A digest begins with itself.');
      return first.digest;
    },
  };
}
