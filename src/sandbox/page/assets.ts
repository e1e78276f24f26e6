import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  ts: 'text/javascript; charset=utf-8',
};

/**
 * The files of the page: `/` is static/index.html, `/static/…` and `/client/…` are the folders of those names.
 * Browser code is TypeScript; its types are taken out on the way, so what runs is the source, line by line.
 */
export function makeAssets(
  folder: URL = new URL('./', import.meta.url),
): (path: string) => Promise<Asset | undefined> {
  return async function asset(path) {
    const wanted = path === '/' ? '/static/index.html' : path;
    // A closed alphabet: no dots but the one of the ending, so no way out of the two folders.
    const match = /^\/((?:static|client)(?:\/[a-z0-9-]+)+\.(html|css|svg|ts))$/.exec(wanted);
    const [, file, ending] = match ?? [];
    if (file === undefined || ending === undefined) return undefined;
    const text = await readFile(fileURLToPath(new URL(file, folder)), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    return { type: types[ending] ?? 'text/plain', body: ending === 'ts' ? withoutTypes(text) : text };
  };
}

/** Node says on each start that this function is young; people in a sandbox need not read that. */
function withoutTypes(source: string): string {
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = warn;
  }
}
