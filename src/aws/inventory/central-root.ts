import type { AwsSettings } from '../../domain/aws-settings.ts';
import type { Connector } from '../connector.ts';
import { familyOf } from '../error-family.ts';
import type { Hub } from '../hub.ts';
import { readCentralRoot } from './account-facts.ts';

const KEPT_MS = 3_600_000;

/** Whether root is managed centrally, asked once an hour for the whole organization; undefined where AWS doesn't tell. */
export function createCentralRoot(
  settings: AwsSettings,
  connector: Connector,
  hub: Hub,
  now: () => Date,
): () => Promise<boolean | undefined> {
  let held: { readonly at: number; readonly answer: Promise<boolean | undefined> } | undefined;
  return () => {
    if (settings.mode.kind === 'single') return Promise.resolve(undefined);
    const at = now().getTime();
    if (held === undefined || at - held.at >= KEPT_MS) {
      const answer = readCentralRoot(connector.iam(hub.source, 3)).catch((error: unknown) => {
        if (familyOf(error) === undefined) throw error;
        return undefined;
      });
      held = { at, answer };
    }
    return held.answer;
  };
}
