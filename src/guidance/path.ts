/** What somebody answers to “What needs access?”, and what Chatelaine says to it. Pure data and text. */
export interface GuidancePath {
  readonly id: string;
  /** The choice, at most 75 characters (a Slack option). */
  readonly question: string;
  readonly title: string;
  /** Plain text, short paragraphs. Facts about AWS come with their page in `source`. */
  readonly advice: string;
  readonly material?: { readonly label: string; readonly code: string };
  readonly source: string;
  /**
   * `no`: this path ends without a user, always. `if-they-insist`: a user only with a reason, one
   * approval level higher. `yes`: a user is the answer.
   */
  readonly userNeeded: 'no' | 'if-they-insist' | 'yes';
  /** What has to be said for a user all the same; it goes on the user as a tag. Absent where no user comes of it. */
  readonly asks?: { readonly label: string; readonly hint: string; readonly needsLink: boolean };
}

/** What somebody has to say who declines a role. */
export const whyNotARole = {
  label: 'Why that won’t do, if you still need a user',
  hint: 'Approvers read it, it stays on the user, and it raises the approval level.',
  needsLink: false,
} as const;
