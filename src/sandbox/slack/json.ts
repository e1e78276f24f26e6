import type { Json, JsonObject } from './model.ts';

/** Reading values whose shape is known only after a look. */

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The words of a text object. */
export function wordsOf(value: Json | undefined): string {
  return isObject(value) ? (textOf(value.text) ?? '') : '';
}
