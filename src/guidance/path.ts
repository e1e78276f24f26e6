import type { z } from 'zod';
import type { Account } from '../domain/house.ts';
import type { ReadyAnswer, Source } from '../domain/ready-answer.ts';
import type { Question } from './question.ts';

/** What somebody answers to “What needs access?”, and what Chatelaine says to it. Pure data and text. */
export interface GuidancePath {
  readonly id: string;
  readonly family: Family;
  /** The choice, at most 75 characters (a Slack option). */
  readonly name: string;
  readonly title: string;
  /** When it applies and why it needs no user: plain text, a sentence or two. */
  readonly advice: string;
  /** What decides; asked together with the advice. */
  readonly questions: readonly Question[];
  /**
   * `role`: to a finished role; a user only if they insist, with a reason and one approval level higher.
   * `user`: a user is the answer. `user-with-reason`: a user, one level higher. `no-user`: ends here, always.
   */
  readonly leadsTo: 'role' | 'user' | 'user-with-reason' | 'no-user';
  readonly sources: readonly Source[];
  /** Judges the answers and gives what follows from them. Errors are keyed by question. */
  conclude(answers: Readonly<Record<string, string>>, context: AnswerContext): Conclusion;
}

export type Family =
  | 'In our AWS accounts'
  | 'In a pipeline'
  | 'In another cloud or on our servers'
  | 'Elsewhere';

export interface AnswerContext {
  readonly accounts: readonly Account[];
  readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  /** Hexadecimal and random, the same for the same form: what an external id is made of. */
  readonly random: string;
}

export type Conclusion =
  | {
      readonly kind: 'answer';
      readonly answer: ReadyAnswer;
      /** Names what asked for access, the same for the same thing: counted once however often it is asked. */
      readonly about: string;
      /** Where the role will be. */
      readonly account: string;
    }
  /** A user it is; `reason` becomes part of the request and of the user's tags. */
  | { readonly kind: 'user'; readonly reason: string }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** What a path makes of sound answers; its own name and sources are added. */
export type Reached =
  | (Omit<Extract<Conclusion, { kind: 'answer' }>, 'answer'> & {
      readonly answer: Omit<ReadyAnswer, 'sources'>;
    })
  | Exclude<Conclusion, { kind: 'answer' }>;

/** What a path declares; `guidancePath` adds the judging of the answers. */
interface Declared<Answers extends Readonly<Record<string, string | undefined>>>
  extends Omit<GuidancePath, 'conclude'> {
  readonly Answers: z.ZodType<Answers>;
  readonly reach: (answers: Answers, context: AnswerContext) => Reached;
}

export function guidancePath<Answers extends Readonly<Record<string, string | undefined>>>(
  declared: Declared<Answers>,
): GuidancePath {
  const { Answers, reach, ...path } = declared;
  return {
    ...path,
    conclude(answers, context) {
      const parsed = Answers.safeParse(answers);
      if (parsed.success) {
        const reached = reach(parsed.data, context);
        if (reached.kind !== 'answer') return reached;
        const answer = { ...reached.answer, sources: path.sources };
        return { ...reached, answer, about: `${path.id} ${reached.about}` };
      }
      const errors: Record<string, string> = {};
      for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message;
      return { kind: 'errors', errors };
    },
  };
}

export const nameOf = (id: string, accounts: AnswerContext['accounts']): string =>
  accounts.find((account) => account.id === id)?.name ?? id;

/** Where the account's programs usually run: what an example begins with. */
export const regionOf = (id: string, accounts: AnswerContext['accounts']): string =>
  accounts.find((account) => account.id === id)?.region ?? 'eu-west-1';

/** What somebody has to say who declines a role. */
export const whyNotARole = {
  label: 'Why that won’t do',
  hint: 'Approvers read it, it stays on the user, and it raises the approval level.',
} as const;
