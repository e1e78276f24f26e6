import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PlanningContext } from '../../src/actions/action.ts';
import type { Facts } from '../../src/domain/facts.ts';
import { House } from '../../src/domain/house.ts';
import { RequestId, SlackUserId } from '../../src/domain/ids.ts';
import { describeOperation } from '../../src/domain/operation-words.ts';
import { parseInput } from '../../src/workflows/propose.ts';

/**
 * One folder a case: `input.json` and `facts.json` in, `expected.json` out: the plan, its risk and who decides, or
 * the refusal. `UPDATE_PLANS=1 npm test` writes them anew; then read the difference before committing it.
 */
const root = new URL('../plans/', import.meta.url).pathname;
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const house = House.parse(json(join(root, 'house.json')));
const account = json(join(root, 'account.json')) as PlanningContext['account'];

for (const action of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  for (const name of readdirSync(join(root, action.name))) {
    test(`plan of ${action.name}: ${name}`, () => {
      const folder = join(root, action.name, name);
      const actual = plan(
        action.name,
        json(join(folder, 'input.json')),
        json(join(folder, 'facts.json')) as Facts,
      );
      const expectedPath = join(folder, 'expected.json');
      if (process.env.UPDATE_PLANS) writeFileSync(expectedPath, `${JSON.stringify(actual, undefined, 2)}\n`);
      assert.deepEqual(JSON.parse(JSON.stringify(actual)), json(expectedPath));
    });
  }
}

function plan(action: string, input: unknown, facts: Facts): unknown {
  const context: PlanningContext = {
    house,
    account,
    requestId: RequestId.parse('IAM-42'),
    requestedBy: SlackUserId.parse('U0REQUESTER'),
    now: '2026-11-22T09:00:00.000Z',
  };
  const parsed = parseInput(action, input);
  if (!parsed.ok) return { errors: parsed.errors };
  const needs = parsed.proposer.needs(context);
  const made = parsed.proposer.propose(facts, context);
  if (!made.ok) return { needs, refusal: made.refusal };
  const { proposal } = made;
  const words = proposal.plan.stages.map((stage) => ({
    stage: stage.title,
    does: stage.operations.map(describeOperation),
  }));
  return { needs, words, ...proposal };
}
