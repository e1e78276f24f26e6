import type { z } from 'zod';

/** Rules across the fields of one element: what is chosen at first must be possible. */

interface OptionLike {
  readonly value: string;
  readonly text: { readonly text: string };
}
interface Listed {
  readonly options?: readonly OptionLike[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly OptionLike[] }[] | undefined;
}

function offered(element: Listed): readonly OptionLike[] {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
}

function isOffered(element: Listed, wanted: OptionLike): boolean {
  return offered(element).some((one) => one.value === wanted.value && one.text.text === wanted.text.text);
}

function object(context: z.RefinementCtx, message: string, path: (string | number)[] = []): void {
  context.addIssue({ code: 'custom', message, path });
}

export function oneListOfOptions(element: Listed, context: z.RefinementCtx): void {
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    object(context, 'must provide either options or option_groups');
  }
}

export function initialOne(
  element: Listed & { readonly initial_option?: OptionLike | undefined },
  context: z.RefinementCtx,
): void {
  if (element.initial_option === undefined || isOffered(element, element.initial_option)) return;
  object(context, 'initial_option must match one of the options provided', ['initial_option']);
}

export function initialMany(
  element: Listed & { readonly initial_options?: readonly OptionLike[] | undefined },
  context: z.RefinementCtx,
): void {
  for (const [index, wanted] of (element.initial_options ?? []).entries()) {
    if (isOffered(element, wanted)) continue;
    object(context, 'initial_options must match the options provided', ['initial_options', index]);
  }
}

export function initialDate(
  element: { readonly initial_date?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (element.initial_date === undefined || isCalendarDate(element.initial_date)) return;
  object(context, 'must be a date in the format YYYY-MM-DD', ['initial_date']);
}

/** A date that the calendar has, as `2027-05-21`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function lengthsAgree(
  element: {
    readonly initial_value?: string | undefined;
    readonly min_length?: number | undefined;
    readonly max_length?: number | undefined;
  },
  context: z.RefinementCtx,
): void {
  const max = element.max_length ?? 3000;
  if ((element.min_length ?? 0) > max)
    object(context, 'min_length must not exceed max_length', ['min_length']);
  if ((element.initial_value ?? '').length > max) {
    object(context, `must be less than ${max + 1} characters`, ['initial_value']);
  }
}

export function whole(
  element: {
    readonly is_decimal_allowed: boolean;
    readonly initial_value?: string | undefined;
    readonly min_value?: string | undefined;
    readonly max_value?: string | undefined;
  },
  context: z.RefinementCtx,
): void {
  for (const key of ['initial_value', 'min_value', 'max_value'] as const) {
    const value = element[key];
    if (value === undefined) continue;
    if (!isNumber(value, element.is_decimal_allowed)) object(context, 'must be a number', [key]);
  }
  if (Number(element.min_value ?? -Infinity) > Number(element.max_value ?? Infinity)) {
    object(context, 'min_value must not exceed max_value', ['min_value']);
  }
}

export function isNumber(text: string, decimals: boolean): boolean {
  return decimals ? /^-?\d+(\.\d+)?$/.test(text) : /^-?\d+$/.test(text);
}
