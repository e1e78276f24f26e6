import { type Finding, findingKey, RuleId, Severity } from '../../src/domain/finding.ts';
import { AccountId, UserId, UserName } from '../../src/domain/ids.ts';
import type { KnownFinding } from '../../src/domain/known-finding.ts';

export const accountId = AccountId.parse('123456789012');

/** A finding about the user of this number; every user has two, of rules and severities that differ. */
export function aFinding(number: number, change: Partial<Finding> = {}): Finding {
  const rule = change.rule ?? RuleId.options[number % 7] ?? 'key-old';
  const userNumber = Math.floor(number / 2);
  const subject = {
    kind: 'user',
    accountId,
    userName: UserName.parse(`svc-${'x'.repeat(userNumber % 40)}${userNumber}`),
    userId: UserId.parse(`AIDA${String(userNumber).padStart(16, '0')}`),
  } as const;
  return {
    key: findingKey(rule, change.subject ?? subject),
    rule,
    area: 'keys',
    title: `Access key “${number}” is <old>`,
    severity: Severity.options[number % 4] ?? 'low',
    subject,
    since: '2026-08-01T00:00:00.000Z',
    evidence: {
      facts: {},
      words: `key …${number} "${'quoted" '.repeat(number % 9)} & <!channel> =cmd() ${number} d old`,
      asOf: '2026-11-20T00:00:00.000Z',
    },
    remedy: { kind: 'action', action: 'rotate-access-key', prefill: {}, label: 'Rotate' },
    controls: { cis: ['1.14'], securityHub: ['IAM.3'] },
    ...change,
  };
}

/** One that says what somebody typed. */
export function knownFinding(number: number, text: string): KnownFinding {
  const { evidence } = aFinding(number);
  const finding = aFinding(number, { title: text, evidence: { ...evidence, words: text } });
  const at = '2026-11-20T08:00:00.000Z';
  return { finding, firstSeen: at, lastSeen: at };
}
