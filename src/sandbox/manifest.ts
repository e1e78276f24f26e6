import { readFileSync } from 'node:fs';
import { readManifest } from './slack/manifest.ts';
import type { AppManifestPart } from './workspace.ts';

/** What the shipped manifest gives the app in the sandbox's workspace: no more than a real workspace would. */
export function shippedManifest(mode: 'http' | 'socket'): AppManifestPart {
  const text = readFileSync(new URL(`../../manifests/slack/${mode}.json`, import.meta.url), 'utf8');
  return readManifest(JSON.parse(text));
}
