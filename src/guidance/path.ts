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
}
