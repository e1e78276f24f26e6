import type { Json, JsonObject } from '../model.ts';
import { ApiError, invalidArguments } from './api-error.ts';

/** The arguments of a call, from a form or from JSON. */
export interface Args {
  readonly raw: JsonObject;
  text(name: string): string | undefined;
  /** Throws `invalid_arguments` when absent. */
  required(name: string): string;
  flag(name: string): boolean;
  integer(name: string, fallback: number): number;
  /** A JSON value, also when it came as a string. Throws `invalid_json`-like codes given by the caller. */
  json(name: string, errorCode?: string): Json | undefined;
  list(name: string): readonly string[];
}

export function makeArgs(raw: JsonObject): Args {
  function text(name: string): string | undefined {
    const value = raw[name];
    if (typeof value === 'string') return value === '' ? undefined : value;
    return typeof value === 'number' ? String(value) : undefined;
  }
  return {
    raw,
    text,
    required(name) {
      const value = text(name);
      if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
      return value;
    },
    flag: (name) => raw[name] === true || raw[name] === 'true' || raw[name] === '1' || raw[name] === 1,
    integer(name, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      if (!/^\d+$/.test(value)) throw invalidArguments(`must provide a number [json-pointer:/${name}]`);
      return Number(value);
    },
    json(name, errorCode = 'invalid_arguments') {
      const value = raw[name];
      if (typeof value !== 'string' || value === '') return value === '' ? undefined : value;
      try {
        return JSON.parse(value) as Json;
      } catch {
        throw new ApiError(errorCode);
      }
    },
    list(name) {
      const value = raw[name];
      if (Array.isArray(value)) return value.map(String);
      return (text(name) ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '');
    },
  };
}

/** Reads the body of a call: `application/json` or a form. */
export function parseArgs(contentType: string, body: string): JsonObject {
  if (contentType.startsWith('application/json')) {
    if (body.trim() === '') return {};
    try {
      const value = JSON.parse(body) as Json;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    } catch {
      throw new ApiError('invalid_json');
    }
    throw new ApiError('json_not_object');
  }
  return Object.fromEntries(new URLSearchParams(body));
}
