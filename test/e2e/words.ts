/** Everything in a message or view that a person reads: texts, labels, buttons, mentions as `@U…`. */
export function words(shown: unknown): string {
  return [...pieces(shown)].join(' ').replace(/\s+/g, ' ').trim();
}

function* pieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const one of value) yield* pieces(one);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const part = value as Readonly<Record<string, unknown>>;
  if (typeof part.text === 'string' && part.blocks === undefined) yield part.text;
  if (part.type === 'user') yield `@${part.user_id}`;
  if (part.type === 'usergroup') yield `@${part.usergroup_id}`;
  if (part.type === 'date') yield String(part.fallback ?? '');
  for (const [key, inner] of Object.entries(part)) {
    if (key !== 'metadata' && key !== 'state' && key !== 'values' && key !== 'confirm') yield* pieces(inner);
  }
}

/** The labels of the buttons. */
export function buttonsOf(shown: { readonly blocks?: readonly unknown[] } | undefined): readonly string[] {
  return [...elements(shown?.blocks)]
    .filter((element) => element.type === 'button')
    .map((element) => words({ label: element.text }));
}

function* elements(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (Array.isArray(value)) for (const one of value) yield* elements(one);
  else if (typeof value === 'object' && value !== null) {
    yield value as Readonly<Record<string, unknown>>;
    for (const inner of Object.values(value)) yield* elements(inner);
  }
}
