import { readFileSync } from 'node:fs';
import type { Requirement } from '../../src/domain/approval-rule.ts';
import type { ChangeRequest, Proposal } from '../../src/domain/change-request.ts';
import type { Decider, Submission } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { House } from '../../src/domain/house.ts';
import { AccountId, requestId, SlackUserId, UserName } from '../../src/domain/ids.ts';
import { planHash } from '../../src/domain/plan.ts';

/** The house of the golden plans. */
export const house = House.parse(
  JSON.parse(readFileSync(new URL('../plans/house.json', import.meta.url), 'utf8')),
);

/** Six people: who asked, who will own it, two leads, one of security, and one who is in both groups. */
export const people = ['U0REQUESTER', 'U0OWNER', 'U0LEAD', 'U0LEADTWO', 'U0SECURITY', 'U0BOTH'] as const;
type PersonName = (typeof people)[number];

const groups: Readonly<Record<PersonName, readonly string[]>> = {
  U0REQUESTER: ['platform-leads', 'security'],
  U0OWNER: ['security'],
  U0LEAD: ['platform-leads'],
  U0LEADTWO: ['platform-leads'],
  U0SECURITY: ['security'],
  U0BOTH: ['platform-leads', 'security'],
};

export const slackUser = (name: PersonName) => SlackUserId.parse(name);
export const decider = (name: PersonName): Decider => ({
  id: slackUser(name),
  email: `${name.toLowerCase()}@example.com`,
  groups: groups[name],
});

/** A small proposal whose hash differs with `name`. */
export function proposal(name: string): Proposal {
  const target = { accountId: AccountId.parse('123456789012'), userName: UserName.parse(`svc-${name}`) };
  const plan: Proposal['plan'] = {
    action: 'create-service-user',
    target,
    stages: [{ id: 'user', title: 'Create the user', operations: [{ kind: 'delete-user' }] }],
    pins: [],
  };
  return {
    target,
    plan,
    planHash: planHash(plan),
    risk: { level: 'standard', reasons: ['a long-lived access key'] },
    requirement: { kind: 'none' },
    owner: slackUser('U0OWNER'),
    concerns: [],
    summary: { title: `svc-${name}`, lines: [], plan: ['delete the user'] },
  };
}

export function submission(requirement: Requirement): Submission {
  return {
    ...proposal('a'),
    requirement,
    id: requestId(1),
    action: 'create-service-user',
    input: {},
    requestedBy: slackUser('U0REQUESTER'),
    excluded: [
      { id: slackUser('U0REQUESTER'), email: 'u0requester@example.com', why: 'you asked for it' },
      { id: slackUser('U0OWNER'), email: 'u0owner@example.com', why: 'you would own it' },
    ],
  };
}

/** A request as `submit` made it. */
export function submitted(requirement: Requirement): ChangeRequest {
  const now = '2026-11-22T12:00:00.000Z';
  const decision = decide(undefined, { kind: 'submit', submission: submission(requirement) }, { now, house });
  if (!decision.ok) throw new Error(decision.refusal.say);
  return decision.next;
}

/** The same with two stages more, behind an owner's answer and a day's grace. */
export function gated(before: Submission): Submission {
  const day = 86_400_000;
  const answer = {
    kind: 'confirm',
    by: 'owner',
    question: 'Is it switched?',
    yes: 'Switched',
    no: 'Give up',
    remindEveryMs: day,
    giveUpAfterMs: 7 * day,
  } as const;
  const plan: Proposal['plan'] = {
    ...before.plan,
    stages: [
      ...before.plan.stages,
      { id: 'after', title: 'After the answer', gate: answer, operations: [{ kind: 'remove-user' }] },
      { id: 'last', title: 'After the grace', gate: { kind: 'wait', forMs: day }, operations: [] },
    ],
  };
  return { ...before, plan, planHash: planHash(plan) };
}
