/** Signatures seen, so that a recorded request can't be sent again while its timestamp is still good. */
export interface Nonces {
  /** False when it was used before. */
  claim(nonce: string): boolean;
  /** The request had no effect; Slack may send the same one again. */
  release(nonce: string): void;
}

const keptMs = 10 * 60_000;

/** Bound by time, not by number: only correctly signed requests get in here. */
export function makeNonces(now: () => number): Nonces {
  const seen = new Map<string, number>();

  function forget(): void {
    const before = now() - keptMs;
    for (const [nonce, at] of seen) {
      if (at >= before) return;
      seen.delete(nonce);
    }
  }

  return {
    claim(nonce) {
      forget();
      if (seen.has(nonce)) return false;
      seen.set(nonce, now());
      return true;
    },
    release(nonce) {
      seen.delete(nonce);
    },
  };
}
