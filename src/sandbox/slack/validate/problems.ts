import type { z } from 'zod';

/** One thing wrong with a payload, in the words of Slack's validator. */
export interface Problem {
  /** JSON pointer, as `/blocks/0/text/text`. */
  readonly pointer: string;
  readonly message: string;
}

/** Checks a payload and says what is wrong with it, as Slack would; nothing when it is right. */
export function problemsOf(schema: z.ZodType, payload: unknown, at: string): readonly Problem[] {
  const result = schema.safeParse(payload, { reportInput: true });
  if (result.success) return [];
  return result.error.issues.map((issue) => inSlackWords(issue, at));
}

/** As in `response_metadata.messages`. */
export function asMetadataMessage(problem: Problem): string {
  return `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`;
}

function inSlackWords(issue: z.core.$ZodIssue, at: string): Problem {
  const path = issue.path.map(String);
  const last = path.at(-1) ?? at.slice(1);
  const here = [at, ...path].join('/');
  const parent = [at, ...path.slice(0, -1)].join('/');

  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { pointer: parent, message: `missing required field: ${last}` };
      return { pointer: here, message: `must provide ${article(issue.expected)}` };
    case 'too_big':
      return {
        pointer: here,
        message:
          issue.origin === 'array'
            ? `no more than ${issue.maximum} items allowed`
            : issue.origin === 'string'
              ? `must be less than ${Number(issue.maximum) + 1} characters`
              : `must be at most ${issue.maximum}`,
      };
    case 'too_small':
      return {
        pointer: here,
        message:
          issue.origin === 'array'
            ? `no fewer than ${issue.minimum} items allowed`
            : issue.origin === 'string'
              ? `must be more than ${Number(issue.minimum) - 1} characters`
              : `must be at least ${issue.minimum}`,
      };
    case 'unrecognized_keys':
      return { pointer: here, message: `invalid additional property: ${issue.keys.join(', ')}` };
    case 'invalid_union':
      if (issue.input === undefined) return { pointer: parent, message: `missing required field: ${last}` };
      return { pointer: here, message: unionMessage(issue) };
    case 'invalid_value':
      if (issue.input === undefined) return { pointer: parent, message: `missing required field: ${last}` };
      return { pointer: here, message: `must be one of: ${issue.values.map(String).join(', ')}` };
    case 'invalid_format':
      return { pointer: here, message: 'must have the expected format' };
    default:
      return { pointer: here, message: issue.message };
  }
}

function unionMessage(issue: z.core.$ZodIssueInvalidUnion): string {
  const input: unknown = issue.input;
  if (typeof input === 'string') return `unsupported type: ${input}`;
  if (typeof input !== 'object' || input === null || !('type' in input))
    return 'missing required field: type';
  return `unsupported type: ${String(input.type)}`;
}

function article(expected: string): string {
  return expected === 'array' || expected === 'object' ? `an ${expected}` : `a ${expected}`;
}
