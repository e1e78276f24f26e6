import { Unavailable } from '../workflows/ports.ts';
import type { Drawn } from './blocks/message.ts';
import { defaultApiUrl } from './settings.ts';

/** Answers where somebody typed a command or clicked, visible to them only. Five times in half an hour. */
export type Respond = (responseUrl: string, message: Drawn) => Promise<void>;

/** The address comes with the payload, so only Slack's own hosts and the configured API's are written to. */
export function makeRespond(apiUrl: string = defaultApiUrl): Respond {
  const ownOrigin = new URL(apiUrl).origin;
  return async (responseUrl, { text, blocks }) => {
    if (!isAllowed(responseUrl, ownOrigin))
      throw new Error('A response_url that is not Slack’s was refused.');
    let status: number;
    try {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, blocks }),
        redirect: 'error',
        signal: AbortSignal.timeout(5000),
      });
      await response.arrayBuffer();
      status = response.status;
    } catch (cause) {
      throw new Unavailable('Answering a person: Slack can’t be reached.', { cause });
    }
    if (status !== 200) throw new Unavailable(`Answering a person: Slack answered ${status}.`);
  };
}

function isAllowed(responseUrl: string, ownOrigin: string): boolean {
  const url = URL.parse(responseUrl);
  if (!url) return false;
  if (url.origin === ownOrigin) return true;
  return (
    url.protocol === 'https:' &&
    ['hooks.slack.com', 'hooks.slack-gov.com'].includes(url.hostname) &&
    url.port === ''
  );
}
