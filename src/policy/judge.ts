import { administratorBy } from './administrator.ts';
import { type Allowance, allowances } from './allowance.ts';
import { findEscalations, findForbidden, type Open } from './escalation.ts';
import type { Forbidden } from './forbidden.ts';
import { isPattern } from './glob.ts';
import { type NetworkBinding, networkBinding } from './network-binding.ts';
import { type PolicyText, parsePolicy } from './parse.ts';
import type { EscalationPath } from './paths/path.ts';
import { isFirm, listCovers, makePowers, type Powers } from './powers.ts';
import type { Problem, Statement, StatementRef } from './statement.ts';

export interface JudgedPolicy extends PolicyText {
  /** What the user has anyway: not asked for, but it may complete what is. */
  readonly held?: boolean;
}

export interface Judgement {
  /** What AWS would refuse or a reader could misunderstand, of all documents. */
  readonly problems: readonly Problem[];
  /** Documents about which nothing can be said. Whoever relies on this judgement has to refuse them. */
  readonly unreadable: readonly string[];
  /** What is asked for allows, within the boundary; one sentence each in `text`. */
  readonly allows: readonly Allowance[];
  /** What is denied whatever else allows it. */
  readonly denies: readonly Allowance[];
  readonly administrator: boolean;
  /** The statements that make it one, the strongest first. */
  readonly administratorBy: readonly StatementRef[];
  readonly escalations: readonly Open<EscalationPath>[];
  /** What no bundle may carry, though it need not lead further. */
  readonly forbidden: readonly Open<Forbidden>[];
  readonly network: NetworkBinding;
  /** What would be open without the boundary. */
  readonly boundaryStops: { readonly administrator: boolean; readonly paths: readonly EscalationPath[] };
}

/**
 * What the documents of one user allow together: those asked for and those held. Errs on the side of too severe: conditions
 * (but for iam:PassedToService and source networks) close nothing, and a Deny with a condition protects nothing.
 */
export function judge(documents: readonly JudgedPolicy[], boundary?: PolicyText): Judgement {
  const read = documents.map((document) => ({ held: document.held === true, ...readIdentity(document) }));
  const limit = boundary === undefined ? undefined : readIdentity(boundary);
  // A boundary that can't be read stops nothing.
  const limits = limit?.readable ? limit.statements : undefined;
  const statements = read.flatMap((document) => document.statements);
  const asked = read.flatMap((document) => (document.held ? [] : document.statements));
  const held = new Set(read.flatMap((document) => (document.held ? document.statements : [])));
  const isHeld = (statement: Statement) => held.has(statement);
  const powers = makePowers(statements, limits);
  const administrators = administratorBy(powers);
  const escalations = findEscalations(powers, isHeld);
  const all = limit === undefined ? read : [...read, limit];
  return {
    problems: all.flatMap(({ problems }) => problems),
    unreadable: all.filter(({ readable }) => !readable).map(({ name }) => name),
    allows: tellAllows(asked, statements, limits, powers),
    denies: allowances(
      [...statements, ...(limits ?? [])].filter(({ effect }) => effect === 'Deny'),
      (statement) => [statement.resources],
    ),
    administrator: administrators.length > 0,
    administratorBy: administrators,
    escalations,
    forbidden: findForbidden(powers, isHeld),
    network: networkBinding(statements, limits),
    boundaryStops: limits
      ? stopped(makePowers(statements), isHeld, administrators.length > 0, escalations)
      : { administrator: false, paths: [] },
  };
}

/** A policy of an identity says nothing about whom; one that does is refused by AWS, and its Deny protects nothing. */
export function readIdentity(text: PolicyText) {
  const document = parsePolicy(text);
  const named = document.statements.filter(({ principals }) => principals !== undefined);
  const refs = [...new Set(named.map(({ ref }) => ref))];
  return {
    ...document,
    problems: [
      ...document.problems,
      ...refs.map((ref) => ({
        where: `statement ${ref.number} of ${ref.document}`,
        says: 'It names a Principal, which a policy of a user or group can’t.',
      })),
    ],
    statements: document.statements.map((one) =>
      one.principals === undefined ? one : { ...one, sound: false },
    ),
  };
}

function tellAllows(
  asked: readonly Statement[],
  statements: readonly Statement[],
  limits: readonly Statement[] | undefined,
  powers: Powers,
): Allowance[] {
  const denies = [...statements, ...(limits ?? [])].filter((one) => one.effect === 'Deny' && isFirm(one));
  const allows = asked.filter(
    ({ effect, actions, resources }) =>
      effect === 'Allow' &&
      !denies.some((deny) => listCovers(deny.actions, actions) && listCovers(deny.resources, resources)),
  );
  return allowances(allows, powers.left, limits === undefined ? [] : servicesOf(limits));
}

/** The services that a boundary names; none if it names every one. */
function servicesOf(limits: readonly Statement[]): readonly string[] {
  const lists = limits.filter(({ effect }) => effect === 'Allow').map(({ actions }) => actions);
  const prefixes = lists.flatMap(({ patterns }) => patterns.map((pattern) => pattern.split(':')[0] ?? ''));
  return lists.some(({ except }) => except) || prefixes.some(isPattern) ? [] : [...new Set(prefixes)];
}

function stopped(
  powers: Powers,
  isHeld: (statement: Statement) => boolean,
  isAdministrator: boolean,
  escalations: readonly Open[],
): Judgement['boundaryStops'] {
  const left = new Set(escalations.map(({ path }) => path));
  return {
    administrator: !isAdministrator && administratorBy(powers).length > 0,
    paths: findEscalations(powers, isHeld)
      .map(({ path }) => path)
      .filter((path) => !left.has(path)),
  };
}
