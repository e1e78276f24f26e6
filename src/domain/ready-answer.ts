/** A finished answer to “what needs access?”: what to copy, in the order in which it is used. Data; drawn by `slack/blocks`. */
export interface ReadyAnswer {
  readonly title: string;
  /** What will be able to use the role, in one sentence: the part that a colleague should read twice. */
  readonly means: string;
  readonly steps: readonly AnswerStep[];
  readonly permissions: string;
  readonly sources: readonly Source[];
}

export interface AnswerStep {
  readonly title: string;
  /** Copyable, exactly as it is. */
  readonly code?: string;
  readonly text?: string;
}

/** A page that the answer rests on. */
export interface Source {
  readonly title: string;
  readonly url: string;
}
