import { z } from 'zod';
import { acceptablePaths, guard, objectionWords } from '../policy/guard.ts';
import type { Mistake } from './cross-check.ts';

/** The documents in a catalogue, and what is accepted of them; whatever else is wrong with a bundle is left to the schema. */
const Judged = z.object({
  document: z.record(z.string(), z.unknown()).optional().catch(undefined),
  accept: z
    .array(z.object({ path: z.string(), statement: z.unknown() }))
    .default([])
    .catch([]),
});

/** Documents that may not be given to anybody, and exceptions that name no path. Takes `bundles` as it was read. */
export function judgeBundles(bundles: unknown): readonly Mistake[] {
  if (!Array.isArray(bundles)) return [];
  return bundles.flatMap((one: unknown, index): Mistake[] => {
    const read = Judged.safeParse(one);
    if (!read.success) return [];
    const { document, accept } = read.data;
    const unknown = accept.flatMap(({ path }, at): Mistake[] =>
      acceptablePaths.includes(path)
        ? []
        : [
            {
              path: ['bundles', index, 'accept', at, 'path'],
              message: `“${path}” is no path that is looked for`,
            },
          ],
    );
    if (document?.Statement === undefined) return unknown;
    const objections = guard([{ name: 'the document', document, kept: 'in-group' }], accept);
    if (objections.length === 0) return unknown;
    return [...unknown, { path: ['bundles', index, 'document'], message: `— ${objectionWords(objections)}` }];
  });
}
