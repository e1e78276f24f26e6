/** What a person reads in blocks, a line for each block; people by id. */
export function wordsOf(blocks: readonly object[]): string {
  return blocks.map((block) => textIn(block)).join('\n');
}

function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, inner]) =>
      (name === 'text' || name === 'user_id') && typeof inner === 'string' ? inner : textIn(inner),
    )
    .join('');
}

export interface ReadButton {
  readonly id: string;
  readonly text: string;
  readonly value: unknown;
}

/** The buttons of blocks in reading order, those beside a text too. */
export function buttonsOf(value: unknown): readonly ReadButton[] {
  if (Array.isArray(value)) return value.flatMap(buttonsOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'button' && 'action_id' in value)
    return [
      { id: String(value.action_id), text: textIn(value), value: 'value' in value ? value.value : undefined },
    ];
  return Object.values(value).flatMap(buttonsOf);
}
