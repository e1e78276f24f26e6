import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PlanningContext } from '../../src/actions/action.ts';
import type { Facts } from '../../src/domain/facts.ts';
import { House } from '../../src/domain/house.ts';
import { RequestId, SlackUserId } from '../../src/domain/ids.ts';
import { describeOperation } from '../../src/domain/operation-words.ts';
import { parseInput } from '../../src/workflows/propose.ts';

/**
 * One folder a case: `input.json`, `facts.json` and, where it matters who asks, `context.json` in, `expected.json` out: the plan, its risk and who decides, or
 * the refusal. `UPDATE_PLANS=1 npm test` writes them anew; then read the difference before committing it.
 */
const root = new URL('../plans/', import.meta.url).pathname;
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const house = House.parse(json(join(root, 'house.json')));
const account = json(join(root, 'account.json')) as PlanningContext['account'];

/** A developer without any group asks, and nothing was done to the user before; a case may say otherwise. */
const usual: PlanningContext = {
  house,
  account,
  requestId: RequestId.parse('IAM-42'),
  requester: { id: SlackUserId.parse('U0REQUESTER'), groups: [], teams: [], isResponder: false },
  now: '2026-11-22T09:00:00.000Z',
  history: [],
};
const readIf = (path: string) => (existsSync(path) ? (json(path) as Partial<PlanningContext>) : {});

for (const action of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  for (const name of readdirSync(join(root, action.name))) {
    test(`plan of ${action.name}: ${name}`, () => {
      const folder = join(root, action.name, name);
      const context = { ...usual, ...readIf(join(folder, 'context.json')) };
      const actual = plan(
        action.name,
        json(join(folder, 'input.json')),
        json(join(folder, 'facts.json')) as Facts,
        context,
      );
      const expectedPath = join(folder, 'expected.json');
      if (process.env.UPDATE_PLANS) writeFileSync(expectedPath, `${JSON.stringify(actual, undefined, 2)}\n`);
      assert.deepEqual(JSON.parse(JSON.stringify(actual)), json(expectedPath));
    });
  }
}

function plan(action: string, input: unknown, facts: Facts, context: PlanningContext): unknown {
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
