import { UserId } from '../../src/domain/ids.ts';
import { stepKey } from '../../src/domain/step.ts';
import { buildUser } from '../../src/sandbox/aws/world/build-user.ts';
import type { Attempt } from '../../src/workflows/ports.ts';
import { type ChangeKind, changes, keyOf } from './changes.ts';
import { PROD, perform, type Started, type Story, story } from './start.ts';

// Users that nobody made through the bot: outside its path, without its boundary and its tags.

export const TEAM_PATH = '/teams/shop/';

export interface Planted {
  readonly told: Story;
  readonly attempt: Attempt;
  /** The same, taking back. */
  readonly undoing: Attempt;
}

/** Plants the user of story `number` and does `before` to it. */
export async function plant(
  { simulator, aws, clock }: Started,
  number: number,
  before: readonly ChangeKind[] = [],
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
        groups: ['developers'],
        attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        keys: [{ createdDaysAgo: 300 }],
        console: { createdDaysAgo: 300 },
      },
      clock.now(),
    );
    user.keys = user.keys.map((key) => ({ ...key, id: keyOf(number) }));
    account.users.set(told.userName, user);
    id = user.id;
  });
  const attempt = told.attempt({
    target: { accountId: PROD, userName: told.userName, userId: UserId.parse(id), path: TEAM_PATH },
    operations: Object.values(changes(number)),
  });
  for (const kind of before) {
    const { outcome } = await perform(aws, told.operation(kind), attempt);
    if (outcome.kind !== 'done') throw new Error(`${kind}: ${outcome.kind}`);
  }
  return { told, attempt, undoing: { ...attempt, stepKey: stepKey(told.request, 'undo', 0, 0) } };
}
