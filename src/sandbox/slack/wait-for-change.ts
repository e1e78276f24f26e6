type Subscribe = (listener: () => void) => () => void;

/**
 * Looks at once and again after each change, until `find` gives something.
 * Rejects after `timeoutMs` of real time (default 15,000) with what was waited for.
 */
export function waitForChange<T>(
  sources: readonly Subscribe[],
  find: () => T | undefined | false,
  options: { readonly timeoutMs?: number; readonly what?: string } = {},
): Promise<T> {
  const found = find();
  if (found !== undefined && found !== false) return Promise.resolve(found);
  const timeoutMs = options.timeoutMs ?? 15_000;
  return new Promise((resolve, reject) => {
    const stops = sources.map((subscribe) => subscribe(look));
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${timeoutMs} ms for ${options.what ?? 'a change'}, in vain.`));
    }, timeoutMs);
    function stop() {
      clearTimeout(timer);
      for (const unsubscribe of stops) unsubscribe();
    }
    function look() {
      try {
        const now = find();
        if (now === undefined || now === false) return;
        stop();
        resolve(now);
      } catch (error) {
        stop();
        reject(error);
      }
    }
  });
}
