/** Reading Block Kit, which comes as plain JSON: permissive, so that one odd field does not hide a message. */

export type Obj = { readonly [key: string]: unknown };

export function record(value: unknown): Obj {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Obj) : {};
}

export function items(value: unknown): readonly Obj[] {
  return Array.isArray(value) ? value.map(record) : [];
}

export function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function flag(value: unknown): boolean {
  return value === true;
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
