import type { JsonObject } from '../model.ts';
import { asMetadataMessage, type Problem } from '../validate/problems.ts';

/** An `ok: false` answer of the Web API. `details` are further fields of the answer. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: JsonObject;
  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}

export function invalidArguments(...messages: readonly string[]): ApiError {
  return new ApiError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

/** The answer for blocks or a view that Slack's validator refuses. */
export function refusedBy(
  code: 'invalid_blocks' | 'invalid_arguments',
  problems: readonly Problem[],
): ApiError {
  return new ApiError(code, {
    errors: problems.map((problem) => `${problem.message} [json-pointer:${problem.pointer}]`),
    response_metadata: { messages: problems.map(asMetadataMessage) },
  });
}
