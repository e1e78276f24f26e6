import {
  type Exemption,
  type Finding,
  findingKey,
  isExempt,
  type RuleId,
  type Subject,
} from '../domain/finding.ts';
import type { Inventory, InventoryUser, Reading } from '../domain/inventory.ts';
import { protectedNames } from '../domain/protected.ts';
import type { Access } from './access.ts';
import { isBreakGlass } from './break-glass.ts';
import type { Context, Found, Rule, Settings, UserContext, UserRule } from './rule.ts';
import { type Measure, makeMeasure } from './thresholds.ts';
import { makeKindOf } from './user-kind.ts';
import { advise } from './words.ts';

const DAY_MS = 86_400_000;

/** Everything that the rules find in one account at `now` (ISO 8601 in UTC): root and account first, then user by user. */
export function evaluateRules(
  rules: readonly Rule[],
  reading: Reading,
  settings: Settings,
  now: string,
): readonly Finding[] {
  const { account, house } = settings;
  const make = makeFinding(settings, now);
  const measure = makeMeasure(house.staleness, account)({});
  const context: Context = { now, settings, thresholds: measure.thresholds, daysAgo: makeDaysAgo(now) };
  const asOf = reading.kind === 'read' ? reading.inventory.readAt : reading.failure.at;
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.about === 'user' || measure.off.has(rule.id)) continue;
    const found = rule.find(reading, context);
    if (found) findings.push(make(rule, found, { kind: rule.about, accountId: account.id }, measure, asOf));
  }
  if (reading.kind === 'unread') return findings;
  const judge = makeUserJudge(rules, settings, now);
  for (const user of reading.inventory.users) {
    for (const one of judge(user, reading.inventory)) findings.push(one);
  }
  return findings;
}

/** Finds what is to be said of one user after another. */
export function makeUserJudge(
  rules: readonly Rule[],
  settings: Settings,
  now: string,
): (user: InventoryUser, inventory: Inventory) => readonly Finding[] {
  const userRules = rules.filter((rule): rule is UserRule => rule.about === 'user');
  const measureOf = makeMeasure(settings.house.staleness, settings.account);
  const kindOf = makeKindOf(settings.house);
  const make = makeFinding(settings, now);
  const daysAgo = makeDaysAgo(now);
  const active = new Map<Measure, readonly UserRule[]>();
  const activeRules = (measure: Measure) => {
    const rulesOn = active.get(measure) ?? userRules.filter(({ id }) => !measure.off.has(id));
    active.set(measure, rulesOn);
    return rulesOn;
  };
  const isProtected = protectedNames(settings.house);
  // A button that is refused helps nobody.
  const isUntouchable = (user: InventoryUser, context: Context) =>
    isProtected(user.userName) || isBreakGlass(user, context);
  return (user, inventory) => {
    const kind = kindOf(user);
    const measure = measureOf({ kind, tags: user.tags });
    const { thresholds } = measure;
    let known: Access | undefined;
    const access = () => {
      known ??= settings.judgements.of(user, inventory);
      return known;
    };
    const context: UserContext = { now, settings, thresholds, daysAgo, inventory, kind, access };
    const findings: Finding[] = [];
    for (const rule of activeRules(measure)) {
      const all = rule.find(user, context);
      if (all === undefined) continue;
      const asOf = rule.restsOn === 'credentials' ? user.credentialsAsOf : inventory.readAt;
      for (const one of all) {
        const found = isUntouchable(user, context) ? withAdvice(one) : one;
        const subject = subjectOf(user, inventory, found.credential);
        findings.push(make(rule, found, subject, measure, asOf));
      }
    }
    return findings;
  };
}

function subjectOf(
  { userName, userId }: InventoryUser,
  { accountId }: Inventory,
  credential: Found['credential'],
): Subject {
  const user = { kind: 'user', accountId, userName, userId } as const;
  return credential === undefined ? user : { ...user, credential };
}

function withAdvice(found: Found): Found {
  if (found.remedy.kind === 'advice') return found;
  const say = 'It is protected: nothing here may touch it. Whoever keeps the break-glass users can.';
  return { ...found, remedy: advise(say) };
}

function makeFinding(settings: Settings, now: string) {
  const exemptions = new Map<RuleId, Exemption[]>();
  for (const exemption of settings.exemptions ?? []) {
    if (exemption.accountId !== settings.account.id || exemption.until <= now) continue;
    exemptions.set(exemption.rule, [...(exemptions.get(exemption.rule) ?? []), exemption]);
  }
  return (
    { id, area, title, severity, controls }: Rule,
    found: Found,
    subject: Subject,
    measure: Measure,
    asOf: string,
  ): Finding => {
    const finding = {
      key: findingKey(id, subject),
      rule: id,
      area,
      title,
      severity: measure.severities[id] ?? found.severity ?? severity,
      subject,
      since: found.since,
      evidence: { facts: found.facts, words: found.words, asOf },
      remedy: found.remedy,
      controls,
    };
    const exemption = exemptions.get(id)?.find((one) => isExempt(one, id, subject, now));
    return exemption === undefined ? finding : { ...finding, exemption };
  };
}

function makeDaysAgo(now: string): Context['daysAgo'] {
  const at = Date.parse(now);
  const known = new Map<number, string>();
  return (days) => {
    const instant = known.get(days) ?? new Date(at - days * DAY_MS).toISOString();
    known.set(days, instant);
    return instant;
  };
}
