import { validationError } from './aws-error.ts';
import { isRecord, type Parameters } from './wire/query-form.ts';

/** A text that must be there. Throws ValidationError in AWS's words. */
export function text(parameters: Parameters, name: string): string {
  const value = optionalText(parameters, name);
  if (value === undefined) {
    throw validationError(
      `1 validation error detected: Value null at '${lowerFirst(name)}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

export function optionalText(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' ? value : undefined;
}

export function flag(parameters: Parameters, name: string): boolean | undefined {
  const value = parameters[name];
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

/** A whole number within bounds, or undefined when absent. */
export function wholeNumber(
  parameters: Parameters,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const value = parameters[name];
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  const wrong = number > most ? `less than or equal to ${most}` : `greater than or equal to ${least}`;
  throw validationError(
    `1 validation error detected: Value '${JSON.stringify(value)}' at '${lowerFirst(name)}' failed to satisfy constraint: Member must have value ${wrong}`,
  );
}

/** A list; an empty value of the Query protocol is an empty list. */
export function list(parameters: Parameters, name: string): readonly unknown[] {
  const value = parameters[name];
  return Array.isArray(value) ? value : [];
}

export function texts(parameters: Parameters, name: string): readonly string[] {
  return list(parameters, name).filter((item) => typeof item === 'string');
}

/** Tags as they were sent, in their order. */
export function tagPairs(parameters: Parameters, name = 'Tags'): readonly (readonly [string, string])[] {
  return list(parameters, name).map((item) => {
    const tag = isRecord(item) ? item : {};
    return [
      typeof tag.Key === 'string' ? tag.Key : '',
      typeof tag.Value === 'string' ? tag.Value : '',
    ] as const;
  });
}

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
