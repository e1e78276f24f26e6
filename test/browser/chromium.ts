import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium of this machine: `CHROMIUM_PATH`, else by its usual names on the path. */
function findChromium(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
  const usual = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const named = process.env.CHROMIUM_PATH;
  const candidates = named === undefined || named === '' ? usual : [named];
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * The reason to skip a browser test, or false. With `CHATELAINE_BROWSER=required` nothing is skipped, so that a
 * missing browser is a failure.
 */
export function withoutBrowser(): string | false {
  if (findChromium() !== undefined || process.env.CHATELAINE_BROWSER === 'required') return false;
  return 'no Chromium found: set CHROMIUM_PATH to run the browser tests';
}

/** Starts the browser with an empty profile. Throws when there is none. */
export async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found. Set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: flags });
}
