/** The block id of a field, which carries its name: `userName`, and `userName~2` once the bot has changed its value. */
export function fieldBlockId(name: string, revision: number): string {
  return revision === 0 ? name : `${name}~${revision}`;
}

export function fieldOf(blockId: string): { readonly name: string; readonly revision: number } {
  const at = blockId.lastIndexOf('~');
  const revision = at < 0 ? 0 : Number(blockId.slice(at + 1));
  if (at < 0 || !Number.isInteger(revision) || revision < 1) return { name: blockId, revision: 0 };
  return { name: blockId.slice(0, at), revision };
}
