import { z } from 'zod';
import type { AccessKeyFacts } from './facts.ts';
import { AccessKeyId, SlackUserId } from './ids.ts';
import { plusMs } from './instant.ts';
import { lastUse } from './last-use.ts';

const reminding = { remindEveryMs: z.number(), giveUpAfterMs: z.number() };

/**
 * What has to come true before a stage runs. Waits are in milliseconds. Whoever doesn't answer until `giveUpAfterMs`
 * has passed gives up the request: what it has done is taken back.
 */
export const Gate = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('wait'),
    forMs: z.number(),
    /** A disabled key that somebody misses: its use after all puts the stage off. */
    unlessUsed: AccessKeyId.optional(),
  }),
  z.object({
    kind: z.literal('confirm'),
    by: z.enum(['owner', 'either']),
    question: z.string(),
    yes: z.string(),
    no: z.string(),
    ...reminding,
  }),
  /** The new key does the old one's work, and the old one has been idle for a while; or somebody says so. */
  z.object({
    kind: z.literal('observe'),
    what: z.literal('new-key-used-and-old-idle'),
    oldKey: AccessKeyId,
    idleForMs: z.number(),
    by: z.enum(['owner', 'either']),
    question: z.string(),
    yes: z.string(),
    no: z.string(),
    ...reminding,
  }),
]);
export type Gate = z.infer<typeof Gate>;

/** A request standing before a gate, or how it left one. */
export const Hold = z.object({
  stage: z.number().int(),
  since: z.string(),
  reminders: z.number().int(),
  /** What was seen at the last look, in words: last use of the keys. */
  evidence: z.array(z.string()).readonly(),
  confirmedBy: SlackUserId.optional(),
  left: z.enum(['opened', 'given-up', 'gone', 'undone', 'overridden', 'drifted']).optional(),
  leftAt: z.string().optional(),
});
export type Hold = z.infer<typeof Hold>;

export type GateVerdict =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'hold';
      /** When to look again. */
      readonly until: string;
      readonly why: string;
      readonly reminders: number;
      readonly evidence: readonly string[];
    }
  | { readonly kind: 'give-up'; readonly why: string; readonly isGone?: boolean };

/** The keys as they are now, as far as the gate asks for them. */
export interface GateFacts {
  /** What has happened to the user as a whole: deleted (or another of its name is there), or denied everything. */
  readonly user?: 'gone' | 'quarantined';
  readonly old?: AccessKeyFacts;
  readonly new?: AccessKeyFacts;
}

const hourMs = 3_600_000;
/** Last use is told some minutes late (IAM user guide, “Getting last accessed information”), so a use just after the disabling is an old one. */
const lateMs = hourMs / 2;

/** What the gate says at this moment. Pure. */
export function judgeGate(gate: Gate, hold: Hold, facts: GateFacts, now: string): GateVerdict {
  if (facts.user === 'gone') {
    const why = 'The user is gone: somebody else has deleted it.';
    return { kind: 'give-up', why, isGone: true };
  }
  if (facts.user === 'quarantined') return standStill(hold, facts, now);
  switch (gate.kind) {
    case 'wait':
      return judgeWait(gate, hold, facts, now);
    case 'confirm':
      return hold.confirmedBy ? { kind: 'open' } : waitForPerson(gate, hold, now, []);
    case 'observe': {
      if (hold.confirmedBy || takenOver(gate, hold, facts, now)) return { kind: 'open' };
      const verdict = waitForPerson(gate, hold, now, evidenceOf(facts));
      // A new key that somebody relies on is not taken away again: both stay, and it is said.
      if (verdict.kind === 'give-up' && facts.new?.lastUsed)
        return goOnAsking(gate, hold, now, evidenceOf(facts));
      const nextLook = plusMs(now, hourMs);
      return verdict.kind === 'hold' && nextLook < verdict.until ? { ...verdict, until: nextLook } : verdict;
    }
  }
}

/** A quarantine is taken back exactly, so nothing may move meanwhile. */
function standStill({ reminders }: Hold, facts: GateFacts, now: string): GateVerdict {
  const evidence = ['the user is in quarantine: nothing goes on before it is restored', ...evidenceOf(facts)];
  return { kind: 'hold', until: plusMs(now, hourMs), why: 'the end of the quarantine', reminders, evidence };
}

function judgeWait(
  gate: Extract<Gate, { kind: 'wait' }>,
  hold: Hold,
  facts: GateFacts,
  now: string,
): GateVerdict {
  const { since, reminders } = hold;
  const usedAt = facts.old?.lastUsed?.at;
  const evidence = facts.old ? [`the old key ${tail(facts.old)}: ${lastUse(facts.old)}`] : [];
  if (usedAt !== undefined && usedAt > plusMs(since, lateMs)) {
    const until = plusMs(usedAt, gate.forMs);
    if (now < until) {
      const why = 'the old key was used after it was disabled, so its deletion is put off';
      return {
        kind: 'hold',
        until: sooner(until, plusMs(now, 24 * hourMs)),
        why,
        reminders: Math.max(reminders, 1),
        evidence,
      };
    }
  }
  const until = plusMs(since, gate.forMs);
  if (now >= until) return { kind: 'open' };
  const look = facts.old ? sooner(until, plusMs(now, 24 * hourMs)) : until;
  return { kind: 'hold', until: look, why: 'the grace period', reminders, evidence };
}

/** The new key is in use for what the old one did, and the old one has rested long enough; a key never used can't show that. */
function takenOver(
  gate: Extract<Gate, { kind: 'observe' }>,
  hold: Hold,
  { old, new: fresh }: GateFacts,
  now: string,
): boolean {
  if (old?.status !== 'Active') return true;
  if (!fresh?.lastUsed || !old.lastUsed) return false;
  const restedSince = plusMs(now, -gate.idleForMs);
  return hold.since <= restedSince && old.lastUsed.at <= restedSince && sameUse(old.lastUsed, fresh.lastUsed);
}

type Use = NonNullable<AccessKeyFacts['lastUsed']>;

/** From another service or region it may be somebody else: then a person has to say so. */
const sameUse = (a: Use, b: Use) => a.service === b.service && a.region === b.region;

type Asking = Extract<Gate, { kind: 'confirm' | 'observe' }>;

function waitForPerson(gate: Asking, hold: Hold, now: string, evidence: readonly string[]): GateVerdict {
  const giveUpAt = plusMs(hold.since, gate.giveUpAfterMs);
  if (now >= giveUpAt)
    return {
      kind: 'give-up',
      why: `Nobody answered in ${Math.round(gate.giveUpAfterMs / (24 * hourMs))} days.`,
    };
  const reminders = Math.floor(elapsed(hold.since, now) / gate.remindEveryMs);
  const until = sooner(giveUpAt, plusMs(hold.since, (reminders + 1) * gate.remindEveryMs));
  return { kind: 'hold', until, why: 'an answer', reminders, evidence };
}

function goOnAsking(gate: Asking, hold: Hold, now: string, evidence: readonly string[]): GateVerdict {
  const reminders = Math.floor(elapsed(hold.since, now) / gate.remindEveryMs);
  const until = plusMs(hold.since, (reminders + 1) * gate.remindEveryMs);
  return { kind: 'hold', until, why: 'an answer: both keys are in use', reminders, evidence };
}

function evidenceOf({ old, new: fresh }: GateFacts): readonly string[] {
  return [
    ...(old ? [`the old key ${tail(old)}: ${lastUse(old)}`] : []),
    ...(fresh ? [`the new key ${tail(fresh)}: ${lastUse(fresh)}`] : []),
    ...(old?.lastUsed && fresh?.lastUsed && !sameUse(old.lastUsed, fresh.lastUsed)
      ? ['▲ the new key is not used where the old one was, so nothing is disabled by itself']
      : []),
  ];
}

const tail = (key: AccessKeyFacts) => `…${key.id.slice(-4)}`;
const elapsed = (since: string, now: string) => Date.parse(now) - Date.parse(since);
const sooner = (a: string, b: string) => (a < b ? a : b);
