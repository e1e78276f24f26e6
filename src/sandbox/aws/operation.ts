import type { Context } from './context.ts';
import type { Parameters } from './wire/query-form.ts';
import type { Answer } from './wire/xml.ts';

/** What a call touches, as the authorization rules see it. */
export interface Target {
  readonly resource: string;
  /** Condition keys of this call besides the global ones; several values for keys such as aws:TagKeys. */
  readonly keys?: ConditionKeys;
}

export type ConditionKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One operation of an API: what it touches, whether it changes anything, and what it does. */
export interface Operation {
  readonly writes: boolean;
  /**
   * May throw a validation error: AWS checks the shape of parameters before it authorizes.
   * Undefined for what everybody with a valid signature may do.
   */
  target(context: Context, parameters: Parameters): Target | undefined;
  run(context: Context, parameters: Parameters): Answer | undefined;
}

export type Operations = Readonly<Record<string, Operation>>;

export const ANYTHING: Target = { resource: '*' };
