import { canonicalJson } from '../domain/json.ts';
import type { Open } from './escalation.ts';
import { forbidden } from './forbidden.ts';
import { type JudgedPolicy, type Judgement, judge } from './judge.ts';
import { escalationPaths } from './paths/index.ts';
import type { EscalationPath } from './paths/path.ts';
import { type StatementRef, statementName } from './statement.ts';

/** What a configuration may accept. */
export const acceptablePaths: readonly string[] = [
  'administrator',
  ...[...escalationPaths, ...forbidden].map(({ id }) => id),
];

/** `replace the code of a function (lambda-003)`; completes “can …”. */
export function wayWords(id: string): string {
  const way = [...escalationPaths, ...forbidden].find((one) => one.id === id);
  return `${way?.title ?? 'do everything'} (${id})`;
}

/** A statement that the configuration accepts in spite of the way it opens. */
export interface Accepted {
  /** The path's id; `administrator` for one that makes an administrator. */
  readonly path: string;
  /** The whole statement, just as the document has it; the order of its members doesn't matter. */
  readonly statement: unknown;
}

/** Why something may not be given to a user. */
export interface Objection {
  /** A path's id, `administrator`, `unreadable` or `malformed`. */
  readonly id: string;
  /** What it opens, in a few words; completes “can …”. */
  readonly title: string;
  /** The same with the statements; completes “It …”. */
  readonly why: string;
  /** What to ask for instead, a sentence. */
  readonly instead: string;
}

/**
 * What forbids giving these documents to somebody, the gravest first; see SECURITY.md, “Permissions that a bundle may never
 * carry”. A boundary doesn't help: it may be changed later. What somebody holds already is no objection by itself.
 */
export function guard(
  documents: readonly JudgedPolicy[],
  accepted: readonly Accepted[] = [],
): readonly Objection[] {
  const told = judge(documents);
  const asked = documents.filter(({ held }) => held !== true);
  const unclear = unclearIn(documents, asked, told);
  if (unclear.length > 0) return unclear;
  const isAccepted = (id: string) => {
    const excused = accepted.filter(({ path }) => path === id);
    if (excused.length === 0) return false;
    const rest = documents.map((document) => without(document, excused));
    return !openWays(judge(rest)).includes(id);
  };
  const heldAlone = judge(documents.filter(({ held }) => held === true));
  if (told.administrator && !heldAlone.administrator && !isAccepted('administrator')) {
    return [
      {
        id: 'administrator',
        title: 'do everything',
        why: `would make an administrator (${named(told.administratorBy)})`,
        instead: 'Ask for a bundle that names the services and resources it is for.',
      },
    ];
  }
  const opened = plainest(
    told.escalations.filter((one) => one.opened !== 'already' && !isAccepted(one.path.id)),
  );
  const known = new Set(opened.flatMap(({ path }) => path.needs.map(({ action }) => action)));
  const carried = told.forbidden.filter(
    ({ path, opened: how }) =>
      how === 'alone' && !path.actions.some((action) => known.has(action)) && !isAccepted(path.id),
  );
  return [
    ...opened.map((one) => objection(one, insteadOf(one.path))),
    ...carried.map((one) => objection(one, aboutAdministration)),
  ];
}

/** `It can replace the code of a function (statement 2 of deploys). Ask for …`, with the other ways by name. */
export function objectionWords(objections: readonly Objection[], subject = 'It'): string {
  const [first, ...others] = objections;
  if (first === undefined) return '';
  const shown = others.slice(0, 3).map(({ title, id }) => `${title} (${id})`);
  const left = others.length - shown.length;
  const also = shown.length === 0 ? '' : ` Also: ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}.`;
  return `${subject} ${first.why}.${also} ${first.instead}`;
}

function unclearIn(
  documents: readonly JudgedPolicy[],
  asked: readonly JudgedPolicy[],
  told: Judgement,
): readonly Objection[] {
  const [unreadable] = told.unreadable;
  if (unreadable !== undefined) {
    return [
      {
        id: 'unreadable',
        title: 'not be judged',
        why: `can’t be judged: ${unreadable} is no policy that I can read`,
        instead: 'Ask whoever keeps the catalogue to look at it.',
      },
    ];
  }
  // AWS has taken what it holds already; what is written here it may yet refuse, or read differently from the approver.
  const written = asked.filter(({ kept }) => kept !== undefined);
  const [problem] = written.length === 0 ? [] : judge(written).problems;
  if (documents.length === 0 || problem === undefined) return [];
  return [
    {
      id: 'malformed',
      title: 'not be read for sure',
      why: `isn’t written as AWS takes it. ${capital(problem.where)}: ${problem.says.replace(/\.$/, '')}`,
      instead: 'Ask whoever keeps the catalogue to mend it.',
    },
  ];
}

const objection = (one: Open, instead: string): Objection => ({
  id: one.path.id,
  title: one.path.title,
  why: whyOpen(one),
  instead,
});

const whyOpen = ({ path, statements, opened, togetherWith }: Open): string =>
  `can ${path.title}${opened === 'together' ? ` together with ${togetherWith.join(' and ')}` : ''} (${path.id}: ${named(statements)})`;

const named = (statements: readonly StatementRef[]) => statements.slice(0, 3).map(statementName).join(', ');

/** Without the paths that only add a permission to another one that is open. */
export function plainest(open: readonly Open<EscalationPath>[]): readonly Open<EscalationPath>[] {
  const actionsOf = ({ path }: Open<EscalationPath>) =>
    path.needs.map(({ action, reach }) => `${reach} ${action}`);
  return open.filter((one) => {
    const own = actionsOf(one);
    return !open.some((other) => {
      const theirs = actionsOf(other);
      return other !== one && theirs.length < own.length && theirs.every((action) => own.includes(action));
    });
  });
}

const aboutAdministration =
  'That is left to administrators and to Chatelaine’s own requests. Ask for a bundle that reads it at most.';

function insteadOf({ needs }: EscalationPath): string {
  const actions = needs.map(({ action }) => action);
  if (actions.includes('iam:passrole')) {
    return 'Ask for a bundle that starts what exists already, or let a role do this work.';
  }
  if (actions.includes('sts:assumerole'))
    return 'Ask for a bundle that names the one role it has to take on.';
  if (actions.some((action) => /^(iam|sso|identitystore|organizations|sts|rolesanywhere):/.test(action))) {
    return aboutAdministration;
  }
  return 'Whoever changes what runs under a role has that role. Let a pipeline with a role of its own do it, or ask for a bundle that starts it at most.';
}

const openWays = ({ administrator, escalations, forbidden }: Judgement): readonly string[] => [
  ...(administrator ? ['administrator'] : []),
  ...[...escalations, ...forbidden].map(({ path }) => path.id),
];

/** A document without the statements that are accepted; as it is where it can't be read. */
function without(document: JudgedPolicy, accepted: readonly Accepted[]): JudgedPolicy {
  const gone = accepted.map(({ statement }) => canonicalJson(statement));
  const read = asObject(document.document);
  if (read === undefined) return document;
  const statements = Array.isArray(read.Statement) ? read.Statement : [read.Statement];
  const left = statements.filter((statement) => !gone.includes(canonicalJson(statement)));
  return { ...document, document: { ...read, Statement: left } };
}

function asObject(document: unknown): { readonly Statement?: unknown } | undefined {
  try {
    const read: unknown = typeof document === 'string' ? JSON.parse(document) : document;
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
