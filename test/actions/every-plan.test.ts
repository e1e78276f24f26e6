import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PlanningContext } from '../../src/actions/action.ts';
import { actions } from '../../src/actions/index.ts';
import type { Facts, UserFacts } from '../../src/domain/facts.ts';
import { RequestId, SlackUserId } from '../../src/domain/ids.ts';
import { canonicalJson } from '../../src/domain/json.ts';
import type { IamOperation, OperationKind } from '../../src/domain/operation.ts';
import { undoOf } from '../../src/domain/undo.ts';
import { parseInput } from '../../src/workflows/propose.ts';
import { house } from '../domain/fixtures.ts';

/** What holds for every plan of every action, with the golden cases as its facts: a new action is included by having some. */
const root = new URL('../plans/', import.meta.url);
const json = (path: URL): unknown => JSON.parse(readFileSync(path, 'utf8'));
const usual: PlanningContext = {
  house,
  account: json(new URL('account.json', root)) as PlanningContext['account'],
  requestId: RequestId.parse('IAM-42'),
  requester: { id: SlackUserId.parse('U0REQUESTER'), groups: [], teams: [], isResponder: false },
  now: '2026-11-22T09:00:00.000Z',
  history: [],
};

const cases = actions.flatMap(({ id: action }) =>
  readdirSync(new URL(`${action}/`, root)).map((name) => {
    const read = (file: string) => new URL(`${action}/${name}/${file}.json`, root);
    const context = existsSync(read('context')) ? (json(read('context')) as Partial<PlanningContext>) : {};
    return {
      label: `${action}/${name}`,
      action,
      input: json(read('input')),
      facts: json(read('facts')) as Facts,
      context: { ...usual, ...context },
    };
  }),
);
type Case = (typeof cases)[number];

function propose({ action, input, context }: Case, facts: Facts) {
  const parsed = parseInput(action, input);
  if (!parsed.ok) return undefined;
  const made = parsed.proposer.propose(facts, context);
  return made.ok ? made.proposal : undefined;
}

const planned = cases.flatMap((one) => {
  const proposal = propose(one, one.facts);
  return proposal ? [{ ...one, proposal }] : [];
});
const operationsOf = (plan: (typeof planned)[number]['proposal']['plan']) =>
  plan.stages.flatMap(({ operations }) => operations);

const lists = [
  'tags',
  'groups',
  'attachedPolicies',
  'inlinePolicies',
  'accessKeys',
  'mfaDevices',
  'otherCredentials',
] as const satisfies readonly (keyof UserFacts)[];

/** The same facts, each list in another order: AWS promises none. */
const reordered = (facts: Facts): fc.Arbitrary<Facts> => {
  const { user } = facts;
  if (!user) return fc.constant(facts);
  const shuffled = lists.map((list): fc.Arbitrary<readonly unknown[]> => {
    const items: readonly unknown[] = user[list] ?? [];
    return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  });
  return fc.tuple(...shuffled).map((orders) => ({
    ...facts,
    user: {
      ...user,
      ...Object.fromEntries(lists.flatMap((list, at) => (user[list] ? [[list, orders[at]]] : []))),
    },
  }));
};

test('every action has golden plans', () => {
  assert.deepEqual(
    [...new Set(planned.map(({ action }) => action))],
    actions.map(({ id }) => id),
  );
});

test('a plan’s hash does not depend on the order in which AWS lists things', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...planned).chain((one) => fc.tuple(fc.constant(one), reordered(one.facts))),
      ([one, facts]) => {
        const again = propose(one, facts);
        assert.equal(again?.planHash, one.proposal.planHash, one.label);
        assert.deepEqual(again?.summary, one.proposal.summary, one.label);
      },
    ),
    { numRuns: 500 },
  );
});

/** No inverse: what AWS can’t give back, and what changes nothing. */
const forGood: readonly OperationKind[] = [
  'remove-access-key',
  'remove-credential',
  'remove-mfa-device',
  'remove-user',
  'delete-login-profile',
];
const looks: readonly OperationKind[] = ['read-back', 'verify-user', 'verify-absent'];

test('what takes an operation back is taken back by the operation itself, and only what AWS keeps no copy of has no way back', () => {
  for (const { label, proposal } of planned)
    for (const operation of operationsOf(proposal.plan)) {
      const back = undoOf(operation, undefined);
      if (back.length === 0)
        assert.ok(
          [...forGood, ...looks, 'put-user-boundary'].includes(operation.kind),
          `${label}: ${operation.kind} has no way back`,
        );
      const twice = back.flatMap((inverse) => undoOf(inverse, undefined));
      if (twice.length > 0 && back.length === 1)
        assert.deepEqual(without(twice[0]), without(operation), label);
    }
});

/** What an operation says of before is not part of what it does. */
function without(operation: IamOperation | undefined): unknown {
  if (operation === undefined) return undefined;
  const { before: _, ...rest } = operation as IamOperation & { readonly before?: unknown };
  return JSON.parse(canonicalJson(rest));
}

test('no plan touches anybody but its user, in its account, pinned by UserId where it exists', () => {
  for (const { label, facts, context, proposal } of planned) {
    const { target, plan } = proposal;
    assert.deepEqual(plan.target, target, label);
    assert.equal(target.accountId, context.account.id, label);
    if (facts.user) {
      assert.deepEqual([target.userName, target.userId], [facts.user.userName, facts.user.userId], label);
      const own = new Set<string>([
        ...facts.user.accessKeys.map(({ id }) => id),
        ...(facts.user.otherCredentials ?? []).map(({ id }) => id),
        ...facts.user.mfaDevices,
      ]);
      for (const operation of operationsOf(plan)) {
        assert.ok(!('userName' in operation), label);
        const named = ['accessKeyId', 'id', 'serialNumber'].flatMap((name) =>
          name in operation ? [String((operation as Record<string, unknown>)[name])] : [],
        );
        for (const id of named) assert.ok(own.has(id), `${label}: ${operation.kind} ${id} is not its own`);
      }
    }
  }
});

/** Each of them deletes only what nobody can have missed, or what its approval is about. */
const atOnce: Readonly<Record<string, readonly OperationKind[]>> = {
  'delete-access-key': ['remove-access-key'],
  'rotate-access-key': ['remove-access-key'],
  'remove-login-profile': ['delete-login-profile'],
};

test('nothing is deleted for good before the gate of its stage has opened', () => {
  for (const { label, action, facts, proposal } of planned) {
    const { stages } = proposal.plan;
    const firstForGood = stages.findIndex((stage) => stage.forGood);
    for (const [index, { operations, forGood: isForGood, gate }] of stages.entries()) {
      if (isForGood) assert.ok(gate, `${label}: a stage for good without a gate`);
      if (firstForGood >= 0 && index > firstForGood)
        assert.ok(isForGood, `${label}: back after a point of no return`);
      for (const operation of operations.filter(({ kind }) => forGood.includes(kind))) {
        if (isForGood) continue;
        assert.ok(atOnce[action]?.includes(operation.kind), `${label}: ${operation.kind} at once`);
        if (operation.kind !== 'remove-access-key') continue;
        const key = facts.user?.accessKeys.find(({ id }) => id === operation.accessKeyId);
        assert.notEqual(key?.status, 'Active', `${label}: an enabled key is deleted without a grace`);
      }
    }
  }
});

test('a deny comes before everything else that a plan disables, and goes after everything that it deletes', () => {
  for (const { label, proposal } of planned) {
    const kinds = operationsOf(proposal.plan);
    const isDeny = (operation: IamOperation) =>
      JSON.stringify(operation).includes('chatelaine-quarantine') && !looks.includes(operation.kind);
    const on = kinds.findIndex(({ kind }) => kind === 'attach-user-policy' || kind === 'add-user-to-group');
    if (on >= 0 && isDeny(kinds[on] as IamOperation)) assert.equal(on, 0, `${label}: the deny first`);
    const off = kinds.findLastIndex(
      (o) => /^(detach-user-policy|remove-user-from-group)$/.test(o.kind) && isDeny(o),
    );
    const removed = kinds.findLastIndex(
      ({ kind }) => /^(remove-|delete-|detach-)/.test(kind) && kind !== 'remove-user',
    );
    if (off >= 0) assert.equal(removed, off, `${label}: the deny last`);
  }
});
