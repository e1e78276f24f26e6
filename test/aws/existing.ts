import { UserId } from '../../src/domain/ids.ts';
import { stepKey } from '../../src/domain/step.ts';
import type { UserSeed } from '../../src/sandbox/aws/seed.ts';
import { buildUser } from '../../src/sandbox/aws/world/build-user.ts';
import type { Attempt } from '../../src/workflows/ports.ts';
import {
  type ChangeName,
  certificateOf,
  changeNamed,
  changes,
  furtherChanges,
  keyOf,
  serviceCredentialOf,
  sshKeyOf,
  TEAM_DOCUMENT,
} from './changes.ts';
import { PROD, perform, type Started, type Story, story } from './start.ts';

// Users that nobody made through the bot: outside its path, without its boundary and its tags.

export const TEAM_PATH = '/teams/shop/';

export interface Planted {
  readonly told: Story;
  readonly attempt: Attempt;
  /** The same, taking back. */
  readonly undoing: Attempt;
}

const EVERYTHING: Omit<UserSeed, 'name' | 'createdDaysAgo'> = {
  groups: ['developers'],
  attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  inline: { team: JSON.parse(TEAM_DOCUMENT) },
  keys: [{ createdDaysAgo: 300 }],
  console: { createdDaysAgo: 300 },
  mfa: 'virtual',
  sshKeys: [{ createdDaysAgo: 300 }],
  certificates: [{ createdDaysAgo: 300 }],
  serviceCredentials: [{ createdDaysAgo: 300, service: 'codecommit.amazonaws.com' }],
};

/** Plants the user of story `number`, with every kind of thing on it or with nothing, and does `before` to it. */
export async function plant(
  { simulator, aws, clock }: Started,
  number: number,
  before: readonly ChangeName[] = [],
  carrying: 'everything' | 'nothing' = 'everything',
): Promise<Planted> {
  const told = story(number);
  let id = '';
  simulator.world.change(PROD, (account) => {
    const user = buildUser(
      account,
      {
        name: told.userName,
        path: TEAM_PATH,
        createdDaysAgo: 400,
        tags: { 'Cost-Center': '12', 'Old-Key': 'something' },
        ...(carrying === 'everything' ? EVERYTHING : {}),
      },
      clock.now(),
    );
    user.keys = user.keys.map((key) => ({ ...key, id: keyOf(number) }));
    user.sshKeys = user.sshKeys.map((key) => ({ ...key, id: sshKeyOf(number) }));
    user.certificates = user.certificates.map((one) => ({ ...one, id: certificateOf(number) }));
    user.serviceCredentials = user.serviceCredentials.map((one) => ({
      ...one,
      id: serviceCredentialOf(number),
    }));
    account.users.set(told.userName, user);
    id = user.id;
  });
  const attempt = told.attempt({
    target: { accountId: PROD, userName: told.userName, userId: UserId.parse(id), path: TEAM_PATH },
    operations: [...Object.values(changes(number)), ...Object.values(furtherChanges(number))],
  });
  for (const name of before) {
    const { outcome, attempts } = await perform(aws, changeNamed(name, number), attempt);
    // On a slow machine an answer may be lost: then it is found done.
    if (outcome.kind !== 'done' && attempts === 1) throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  }
  return { told, attempt, undoing: { ...attempt, stepKey: stepKey(told.request, 'undo', 0, 0) } };
}
