/** Where a statement stands, for people. */
export interface StatementRef {
  readonly document: string;
  /** Counted from 1. */
  readonly number: number;
  readonly sid?: string;
}

/** A list of patterns: what it names or, with `except`, everything but that (`NotAction`, `NotResource`). */
export interface PatternList {
  readonly except: boolean;
  readonly patterns: readonly string[];
}

export interface Condition {
  /** In lower case, without quantifier and `IfExists`. */
  readonly operator: string;
  readonly quantifier?: 'forallvalues' | 'foranyvalue';
  readonly ifExists: boolean;
  /** In lower case: IAM compares the names of keys whatever their case. */
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * A statement in one form. Actions are in lower case. What could be read in two ways is read so that an Allow allows more and a
 * Deny denies less, so that a judgement is never too mild.
 */
export interface Statement {
  readonly ref: StatementRef;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: PatternList;
  readonly resources: PatternList;
  readonly conditions: readonly Condition[];
  /** Who is named by Principal or NotPrincipal, such as `aws:*` or `federated:token.actions.githubusercontent.com`. */
  readonly principals?: PatternList;
  /** Whether it was written as AWS takes it. A Deny that wasn't protects nothing. */
  readonly sound: boolean;
}

/** What is wrong with a document, in words. */
export interface Problem {
  readonly where: string;
  readonly says: string;
}

export interface PolicyDocument {
  readonly name: string;
  /** False when it isn't JSON or no policy at all: then nothing can be said about it, and nothing should be done with it. */
  readonly readable: boolean;
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
  /** As IAM counts: without white space. */
  readonly characters: number;
}

/** `statement 2 (ReadLogs) of metrics-read` */
export const statementName = ({ document, number, sid }: StatementRef): string =>
  `statement ${number}${sid === undefined ? '' : ` (${sid})`} of ${document}`;
