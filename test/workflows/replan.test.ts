import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Proposal } from '../../src/domain/change-request.ts';
import type { Command } from '../../src/domain/command.ts';
import type { Account } from '../../src/domain/house.ts';
import { check } from '../../src/workflows/execute-check.ts';
import { makeReplan } from '../../src/workflows/replan.ts';
import type { Run } from '../../src/workflows/run.ts';
import { house, proposal, submitted } from '../domain/fixtures.ts';

const planner = (made: Proposal) => async () =>
  ({ ok: true, proposal: made, account: {} as Account, now: '2026-11-22T12:00:00.000Z' }) as const;

/** The command that the check before the first step ends in. */
async function checked(made: Proposal): Promise<Command | undefined> {
  const request = submitted({ kind: 'none' });
  let command: Command | undefined;
  const run = {
    deps: { replan: makeReplan(planner(made), house) },
    transition: async (sent: Command) => {
      command = sent;
      return undefined;
    },
  } as unknown as Run;
  await check(request, run);
  return command;
}

test('the same plan under the same rule starts', async () => {
  assert.deepEqual(await checked(proposal('a')), { kind: 'start' });
});

test('the same plan under a rule that asks for more goes back and says who must agree now', async () => {
  const stricter: Proposal = {
    ...proposal('a'),
    requirement: { kind: 'one', from: [house.approvers[0]?.id ?? ''] },
  };
  const command = await checked(stricter);
  assert.equal(command?.kind, 'drift');
  assert.deepEqual(command.kind === 'drift' && command.differences, [
    `Who must agree: was nobody: the rules let it run at once, is one of ${house.approvers[0]?.name}`,
  ]);
});
