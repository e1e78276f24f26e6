import { z } from 'zod';
import { AccountId, Slug } from './ids.ts';
import { type Risk, RiskLevel } from './risk.ts';

/** How many people of which groups must agree. Two always means two people of two different groups. */
export const Requirement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('one'), from: z.array(Slug).min(1) }),
  z.strictObject({ kind: z.literal('two'), from: z.array(Slug).min(2) }),
  z.strictObject({ kind: z.literal('refused'), say: z.string() }),
]);
export type Requirement = z.infer<typeof Requirement>;

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]);

/** The first rule whose every condition holds decides. A condition that is left out always holds. */
export const ApprovalRule = z.strictObject({
  when: z
    .strictObject({
      action: oneOrMore(Slug).optional(),
      account: oneOrMore(AccountId).optional(),
      environment: oneOrMore(Slug).optional(),
      bundle: oneOrMore(Slug).optional().describe('Holds when the request names any of them.'),
      risk: oneOrMore(RiskLevel).optional(),
    })
    .default({}),
  require: Requirement,
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

export interface RuleSubject {
  readonly action: string;
  readonly account: string;
  readonly environment: string;
  readonly bundles: readonly string[];
  readonly risk: Risk;
}

/**
 * Who must agree. Risk `refused` is final and no rule can soften it, nor a second approval that the risk asks for;
 * `routine` needs nobody and `sensitive` two people unless a rule says otherwise. Without a matching rule every
 * approver group may decide.
 */
export function requirementFor(
  subject: RuleSubject,
  rules: readonly ApprovalRule[],
  groups: readonly string[],
): Requirement {
  if (subject.risk.level === 'refused') return { kind: 'refused', say: subject.risk.reasons.join(' ') };
  const asked = askedFor(subject, rules, groups);
  return subject.risk.secondApproval ? atLeastTwo(asked, groups) : asked;
}

function askedFor(
  subject: RuleSubject,
  rules: readonly ApprovalRule[],
  groups: readonly string[],
): Requirement {
  const rule = rules.find((candidate) => matches(candidate, subject));
  if (rule) return rule.require;
  if (subject.risk.level === 'routine') return { kind: 'none' };
  if (subject.risk.level === 'standard' || groups.length < 2) return { kind: 'one', from: [...groups] };
  return { kind: 'two', from: [...groups] };
}

function atLeastTwo(asked: Requirement, groups: readonly string[]): Requirement {
  if (asked.kind === 'two' || asked.kind === 'refused') return asked;
  if (groups.length > 1) return { kind: 'two', from: [...groups] };
  return {
    kind: 'refused',
    say: 'This takes two people of different approver groups, and there is one group here. Ask whoever keeps the configuration for a second one.',
  };
}

function matches({ when }: ApprovalRule, subject: RuleSubject): boolean {
  const holds = (allowed: readonly string[] | undefined, actual: readonly string[]) =>
    allowed === undefined || actual.some((value) => allowed.includes(value));
  return (
    holds(when.action, [subject.action]) &&
    holds(when.account, [subject.account]) &&
    holds(when.environment, [subject.environment]) &&
    holds(when.bundle, subject.bundles) &&
    holds(when.risk, [subject.risk.level])
  );
}
