import { type CommandLine, complain, say } from './command-line.ts';
import { withStore } from './stored.ts';

export const audit: CommandLine = async ([what = 'verify']) => {
  if (what !== 'verify' && what !== 'export') {
    complain(`There is no “audit ${what}”. It is: audit verify, or audit export.`);
    return 2;
  }
  return withStore(async (store) => {
    if (what === 'export') {
      for await (const entry of store.exportAudit()) say(JSON.stringify(entry));
      return 0;
    }
    const verdict = await store.verifyAudit();
    if (verdict.ok) {
      say(`The audit chain is whole: ${verdict.entries} entries, head ${verdict.head}.`);
      return 0;
    }
    complain(`The audit chain is broken at entry ${verdict.brokenAt} of ${verdict.entries}: ${verdict.why}`);
    return 1;
  });
};
