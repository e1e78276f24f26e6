/** How long the adapter waits, in milliseconds. Shortened only by tests. */
export interface Timing {
  readonly connectMs: number;
  readonly requestMs: number;
  /** Between two looks at something that may still read as it was. IAM is eventually consistent, by seconds. */
  readonly pollMs: number;
  /** How often such a thing is looked at within one attempt. */
  readonly polls: number;
}

export const usualTiming: Timing = { connectMs: 2_000, requestMs: 10_000, pollMs: 1_000, polls: 4 };

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
