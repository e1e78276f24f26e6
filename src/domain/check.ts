/** One thing that `doctor` looked at: what it is, whether it is well, what was seen, and how to mend it. */
export interface Check {
  readonly title: string;
  readonly ok: boolean;
  readonly say: string;
  readonly mend?: string;
}
