import { App } from '@slack/bolt';
import { answerQuestions } from '../process/child.ts';

/** The app that a newcomer writes first: Bolt's defaults, and an acknowledgement with nothing behind it. */

const handlers = {
  async start({ token, signingSecret, apiUrl }: { token: string; signingSecret: string; apiUrl: string }) {
    const app = new App({ token, signingSecret, clientOptions: { slackApiUrl: apiUrl } });
    app.action('approve', async ({ ack }) => ack());
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('Bolt is not listening.');
    return `http://127.0.0.1:${address.port}/slack/events`;
  },
};

export type BareBolt = typeof handlers;
answerQuestions(handlers);
