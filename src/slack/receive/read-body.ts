import type { IncomingMessage } from 'node:http';

/** The whole body, or `too-large` as soon as it exceeds the limit in bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too-large';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limit) return 'too-large';
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Events are JSON; commands are form fields; interactions are a form field with JSON. Undefined for anything else. */
export function parseBody(
  body: Buffer,
  contentType: string | undefined,
): Record<string, unknown> | undefined {
  const text = body.toString('utf8');
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) return object(text);
  const fields = new URLSearchParams(text);
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : object(payload);
}

function object(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
