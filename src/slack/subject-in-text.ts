/**
 * The user that a message is about: an ARN, then an access key id, then a name in code marks, then the first word
 * that looks like a service user's name. Slack escapes `& < >` in message text; none of them can be part of a name.
 */
export function subjectInText(text: string): string | undefined {
  const arn = /arn:aws[\w-]*:iam::\d{12}:user\/[A-Za-z0-9_+=,.@/-]+/.exec(text)?.[0];
  if (arn) return arn.replace(/[.,]+$/, '');
  const key = /\bAKIA[A-Z0-9]{12,}\b/.exec(text)?.[0];
  if (key) return key;
  const marked = [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]?.trim() ?? '');
  const inCode = marked.find((word) => isName(word));
  if (inCode) return inCode;
  const words = text.split(/[\s()[\]{}"'“”‘’<>|:;!?*~`]+/).map((word) => word.replace(/[.,]+$/, ''));
  return (
    words.find((word) => /^(?:[\w.-]+\/)?svc-[\w+=,.@-]+$/i.test(word) && isName(word)) ??
    words.find((word) => /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(word) && isName(word))
  );
}

function isName(word: string): boolean {
  const name = word.split('/').at(-1) ?? '';
  return name.length >= 2 && name.length <= 64 && /^[A-Za-z0-9_+=,.@-]+$/.test(name) && word.length <= 128;
}

/** Everything that a message says, in its text and in its blocks. */
export function wordsIn(message: { readonly text?: string; readonly blocks?: unknown }): string {
  return [message.text ?? '', ...textsOf(message.blocks)].join('\n');
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner),
  );
}
