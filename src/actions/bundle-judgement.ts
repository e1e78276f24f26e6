import type { Bundle } from '../domain/catalog.ts';
import type { Facts } from '../domain/facts.ts';
import { boundaryArn } from '../domain/house.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import type { Risk } from '../domain/risk.ts';
import type { Summary } from '../domain/summary.ts';
import { accessSentences, boundaryWords, unboundWords } from '../policy/access-words.ts';
import { guard, objectionWords, wayWords } from '../policy/guard.ts';
import { type JudgedPolicy, type Judgement, judge } from '../policy/judge.ts';
import type { PolicyText } from '../policy/parse.ts';
import type { PlanningContext } from './action.ts';
import { policyName } from './held-access.ts';

/** What bundles say: their managed policies as they stand in the account, and their own documents. */
export function bundleDocuments(bundles: readonly Bundle[], facts: Facts): readonly JudgedPolicy[] {
  return bundles.flatMap((bundle): JudgedPolicy[] => [
    ...bundle.managedPolicies.map((arn) => ({
      name: policyName(arn),
      document: facts.policies[arn]?.document,
    })),
    ...(bundle.document
      ? [{ name: `bundle ${bundle.title}`, document: bundle.document, kept: 'in-group' as const }]
      : []),
  ]);
}

/** The boundary of this house as the account has it; undefined if it isn't there. */
export function boundaryText(
  facts: Facts,
  { house, account }: Pick<PlanningContext, 'house' | 'account'>,
): PolicyText | undefined {
  const document = facts.policies[boundaryArn(house, account.id)]?.document;
  return document === undefined ? undefined : { name: 'the boundary', document };
}

/** A bundle that opens a way to more permissions, alone or together with the others and with what the user has. */
export function refuseDangerous(
  bundles: readonly Bundle[],
  facts: Facts,
  { account }: Pick<PlanningContext, 'account'>,
  held: readonly JudgedPolicy[] = [],
): Refusal | undefined {
  for (const bundle of bundles) {
    const alone = guard(bundleDocuments([bundle], facts), bundle.accept);
    if (alone.length > 0)
      return refused(`The bundle ${bundle.title} can’t be given in ${account.name}.`, alone);
  }
  if (bundles.length + held.length < 2) return undefined;
  const accepted = bundles.flatMap(({ accept }) => accept);
  const together = guard([...bundleDocuments(bundles, facts), ...held], accepted);
  const titles = bundles.map(({ title }) => title).join(' and ');
  return together.length === 0
    ? undefined
    : refused(
        `${titles} ${held.length > 0 ? 'can’t be added to what the user has' : 'can’t be given to one user'}.`,
        together,
        'Together they',
      );
}

const refused = (what: string, objections: Parameters<typeof objectionWords>[0], subject?: string) =>
  refusal('bundle-refused', `${what} ${objectionWords(objections, subject)}`, 'bundles');

/** What approvers should know beyond the catalogue's own word: exceptions, ways that only the boundary closes. */
export function judgedRisk(
  bundles: readonly Bundle[],
  facts: Facts,
  context: Pick<PlanningContext, 'house' | 'account'>,
  held: readonly JudgedPolicy[] = [],
): readonly Risk[] {
  const told = judge([...bundleDocuments(bundles, facts), ...held], boundaryText(facts, context));
  const accepted = bundles.flatMap(({ title, accept }) =>
    accept.map(
      ({ path, reason }) => `${title} can ${wayWords(path)}, which the configuration accepts: ${reason}`,
    ),
  );
  const already = told.escalations.filter(({ opened }) => opened === 'already').map(({ path }) => path.title);
  const boundary = boundaryWords(told);
  return [
    ...(accepted.length > 0 ? [{ level: 'sensitive' as const, reasons: accepted }] : []),
    ...(already.length > 0
      ? [{ level: 'sensitive' as const, reasons: [`it already can ${already.slice(0, 2).join(' and ')}`] }]
      : []),
    ...(boundary === undefined ? [] : [{ level: 'standard' as const, reasons: [lower(boundary)] }]),
    ...broadReasons(told),
  ];
}

/** Everything in a service, or everything of everybody: not refused, but it should be seen. */
function broadReasons({ allows }: Judgement): readonly Risk[] {
  const broad = allows.filter(({ everything, resources }) => everything && resources === 'every resource');
  if (broad.length === 0) return [];
  const names = broad.slice(0, 3).map(({ called }) => called);
  const left = broad.length - names.length;
  return [
    {
      level: 'standard',
      reasons: [`everything in ${names.join(', ')}${left > 0 ? ` and ${left} more services` : ''}`],
    },
  ];
}

/** What a bundle allows within the boundary, in words: the catalogue's promise first, then what its policies really say. */
export function mayLines(
  label: string,
  bundle: Bundle,
  facts: Facts,
  context: Pick<PlanningContext, 'house' | 'account'>,
): Summary['lines'] {
  const told = judge(bundleDocuments([bundle], facts), boundaryText(facts, context));
  const sentences = accessSentences(told.allows);
  return [
    { label, text: `${bundle.may} (${bundle.title}, ${bundle.risk} risk)`, wide: true },
    {
      label: 'In AWS',
      text: sentences.length > 0 ? sentences.join(' ') : 'Nothing: the boundary leaves nothing of it.',
      wide: true,
    },
  ];
}

/** The networks of a plan, with what keeps them from binding the key, if anything does. */
export function networksWords(
  networks: readonly string[],
  networkPolicies: readonly { readonly policyName: string; readonly document: string }[],
  documents: readonly JudgedPolicy[],
): string {
  if (networks.length === 0) return 'any network';
  const own = networkPolicies.map(({ policyName: name, document }) => ({ name, document }));
  const unbound = unboundWords(judge([...documents, ...own]));
  return `${networks.join(', ')}${unbound === undefined ? ', and from nowhere else' : ` ▲ but ${unbound}`}`;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
