import type { SlackUserId } from './ids.ts';
import { type Refusal, refusal } from './refusal.ts';

/** What Slack says of somebody right now (`users.info`), looked up afresh before anything that changes state. */
export interface PersonFacts {
  readonly id: SlackUserId;
  readonly name: string;
  readonly teamId: string;
  readonly enterpriseId?: string;
  readonly deleted: boolean;
  readonly isBot: boolean;
  readonly isRestricted: boolean;
  readonly isUltraRestricted: boolean;
  readonly isStranger: boolean;
  /** Only ever used to exclude (the same person behind two accounts), never to allow. */
  readonly email?: string;
  readonly timeZone: string;
}

export interface Workspace {
  readonly teamId: string;
  readonly enterpriseId?: string;
}

/**
 * The actor rule: only active full members of the home workspace change anything.
 * `isStranger` is false for an external member of a shared channel, so the team is compared too.
 */
export function refuseActor(person: PersonFacts, home: Workspace): Refusal | undefined {
  const no = (why: string) =>
    refusal('actor-not-allowed', `${why} Nothing was changed. Ask a full member of this workspace to do it.`);
  if (person.isBot) return no('Apps and bots can’t act here.');
  if (person.deleted) return no('This Slack account is deactivated.');
  if (person.isStranger || !atHome(person, home)) return no('You are not a member of this workspace.');
  if (person.isRestricted || person.isUltraRestricted) return no('Guests can’t act on AWS users.');
  return undefined;
}

function atHome(person: PersonFacts, home: Workspace): boolean {
  if (person.teamId === home.teamId) return true;
  return home.enterpriseId !== undefined && person.enterpriseId === home.enterpriseId;
}

/** Whether two Slack accounts belong to one human: the same id, the same declared person, or the same mail address. */
export function samePerson(
  a: Pick<PersonFacts, 'id' | 'email'>,
  b: Pick<PersonFacts, 'id' | 'email'>,
  people: readonly (readonly SlackUserId[])[],
): boolean {
  if (a.id === b.id) return true;
  if (people.some((accounts) => accounts.includes(a.id) && accounts.includes(b.id))) return true;
  return a.email !== undefined && a.email !== '' && normaliseEmail(a.email) === normaliseEmail(b.email ?? '');
}

/** `Ada+admin@Example.com` and `ada@example.com` are one person: exclusion may be generous, permission never is. */
function normaliseEmail(email: string): string {
  const [local = '', domain = ''] = email.trim().toLowerCase().split('@');
  return `${local.split('+')[0]}@${domain}`;
}
