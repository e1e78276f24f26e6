import { sha256 } from '../domain/json.ts';

/** The parts of a payload that tell one delivery from another. */
export interface Distinct {
  readonly type: string;
  readonly user: string;
  /** What was pressed or submitted. */
  readonly what: string;
  /** The click's time, or the state of the submitted view: different at the next click, equal at a redelivery. */
  readonly when: string;
  /** The message or view it happened in. */
  readonly where: string;
}

/** Names a delivery: unique for what a person did, equal for each repetition of the same payload. */
export function deliveryKey({ type, user, what, when, where }: Distinct): string {
  return `slack-${sha256(JSON.stringify([type, user, what, when, where]))}`;
}
