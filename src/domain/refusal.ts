/**
 * An expected "no": a value with a code for programs and a sentence for a person.
 * Never thrown by the core. What happened, what it means, what to do, in that order.
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly say: string;
  /** The form field that is at fault, so that a modal can show the sentence beside it. */
  readonly field?: string;
}

export type RefusalCode =
  | 'actor-not-allowed'
  | 'already-decided'
  | 'already-approved-by-you'
  | 'account-unknown'
  | 'bundle-not-offered'
  | 'bundle-refused'
  | 'boundary-missing'
  | 'group-differs'
  | 'invalid-input'
  | 'name-taken'
  | 'not-an-approver'
  | 'not-now'
  | 'not-yours'
  | 'plan-changed'
  | 'policy-missing'
  | 'protected'
  | 'quota'
  | 'request-unknown'
  | 'rule-refuses'
  | 'user-unknown'
  | 'unavailable';

export function refusal(code: RefusalCode, say: string, field?: string): Refusal {
  return field === undefined ? { code, say } : { code, say, field };
}
