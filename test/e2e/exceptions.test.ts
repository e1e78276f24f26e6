import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { channelIds } from '../../src/sandbox/workspace.ts';
import { cardWhen, soon } from './decisions.ts';
import { ask } from './request-form.ts';
import { sharedStage } from './story.ts';
import { words } from './words.ts';

const statement = {
  Effect: 'Allow',
  Action: 'lambda:UpdateFunctionCode',
  Resource: 'arn:aws:lambda:*:*:function:site-*',
};

describe('a statement that the configuration accepts although it opens a way to more', () => {
  const bundle = {
    id: 'deploys',
    title: 'Deploys',
    may: 'deploy the functions of the site',
    risk: 'medium',
    group: 'chatelaine-deploys',
    document: { Version: '2012-10-17', Statement: [statement] },
    accept: [
      { path: 'lambda-003', statement, reason: 'The site’s functions have no permissions of their own.' },
    ],
  };
  const stage = sharedStage({
    configuration: { bundles: [...sandboxConfiguration.bundles, bundle] },
  });

  test('is announced in the audit channel, with its reason', async () => {
    const notice = await soon(
      stage(),
      () =>
        stage()
          .slack.state.messages(channelIds.audit)
          .find(({ text }) => text.includes('Configuration')),
      'the notice',
    );
    assert.match(
      `${notice.text} ${words(notice.blocks)}`,
      /▲ The bundle Deploys is given although it can replace the code of a function \(lambda-003\): The site’s functions have no permissions of their own\./,
    );
  });

  test('is shown to the approvers as a risk, and needs two of them', async () => {
    const id = await ask(stage(), { userName: 'svc-deploys', bundles: ['deploys'] });
    const card = words((await cardWhen(stage(), id, /waiting for approval, 0 of 2/)).blocks);
    assert.match(card, /In AWS Changes AWS Lambda \(UpdateFunctionCode\): function site-\*/);
    assert.match(
      card,
      /Deploys can replace the code of a function \(lambda-003\), which the configuration accepts: The site’s functions/,
    );
  });
});
