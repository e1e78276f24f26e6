import type { WebApiCall } from './simulator.ts';

/** The record of Web API calls: each appears when it arrives and is completed when it is answered. */
export function makeCallJournal() {
  const calls: WebApiCall[] = [];
  const listeners = new Set<(call: WebApiCall) => void>();
  const open = new Set<number>();
  return {
    calls: calls as readonly WebApiCall[],
    record(call: WebApiCall): void {
      const index = calls.findLastIndex((one) => one.id === call.id);
      if (index === -1 && !open.has(call.id)) {
        open.add(call.id);
        calls.push(call);
        return;
      }
      open.delete(call.id);
      if (index !== -1) calls[index] = call;
      for (const listener of [...listeners]) listener(call);
    },
    onCall(listener: (call: WebApiCall) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset(): void {
      calls.length = 0;
    },
  };
}
