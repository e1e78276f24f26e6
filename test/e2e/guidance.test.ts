import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { looseEnds } from '../../src/policy/trust.ts';
import type { SlackView } from '../../src/sandbox/slack/model.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import { approve, cardWhen, dmWith, soon } from './decisions.ts';
import { ask } from './request-form.ts';
import { type Stage, sharedStage } from './story.ts';
import { buttonsOf, words } from './words.ts';

const PROD = '123456789012';

describe('role first', () => {
  const stage = sharedStage();
  const noor = () => stage().slack.as(people.requester);

  test('three steps from the command to a trust policy for one repository and one environment', async () => {
    await choose('github-actions');
    const ready = await answer(
      { repository: 'acme/web', bound: 'environment', ref: 'production' },
      'prod-eu',
    );
    assert.match(words(ready), /Role github-acme-web-production in prod-eu .* and nobody else\./);
    const [trust = '', commands = '', terraform = '', workflow = ''] = codes(ready);
    assert.deepEqual(looseEnds(trust), []);
    const { Statement } = JSON.parse(trust);
    assert.deepEqual(Statement[0].Principal, {
      Federated: `arn:aws:iam::${PROD}:oidc-provider/token.actions.githubusercontent.com`,
    });
    assert.deepEqual(Statement[0].Condition.StringEquals, {
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': 'repo:acme/web:environment:production',
    });
    assert.match(
      commands,
      /create-open-id-connect-provider[\s\S]*create-role --role-name github-acme-web-production/,
    );
    assert.match(terraform, /resource "aws_iam_role" "github_acme_web_production"/);
    assert.match(
      workflow,
      new RegExp(`role-to-assume: arn:aws:iam::${PROD}:role/github-acme-web-production`),
    );
    assert.deepEqual(recorded().at(-1), {
      path: 'github-actions',
      about: `github-actions ${PROD} Jobs of acme/web in the environment production`,
      outcome: 'role',
    });
    noor().reload();
  });

  test('what is wrong stands beside its field; nothing is lost on the way there and back', async () => {
    await choose('github-actions');
    const wrong = await submit({ repository: 'acme/*', bound: 'branch', ref: '\u0024{x}' }, 'prod-eu');
    assert.equal(wrong.kind, 'errors');
    assert.deepEqual(wrong.kind === 'errors' && Object.keys(wrong.errors), ['repository', 'ref']);
    const ready = await answer({ repository: 'acme/api', ref: 'main' });
    await noor().click(ready.id, 'change-answers');
    const again = await page('request-path');
    assert.match(JSON.stringify(again.blocks), /"initial_value":"acme\/api"/);
    assert.match(JSON.stringify(again.blocks), /prod-eu \(123456789012\)/);
    noor().reload();
  });

  test('the answer is sent to the direct messages, once however often it is asked for', async () => {
    await choose('third-party-role');
    const ready = await answer({ vendor: 'Datadog', principal: '464622532012' }, 'prod-eu');
    const [trust = ''] = codes(ready);
    const externalId = /chatelaine-[0-9a-f]{32}/.exec(trust)?.[0];
    assert.ok(externalId, trust);
    await noor().click(ready.id, 'send-answer');
    const sent = await page('request-answer', (view) => words(view).includes('✓ Sent'));
    assert.deepEqual(buttonsOf(sent), ['Change the answers', 'I still need a user']);
    const message = await dmWith(stage(), /^Role vendor-Datadog in prod-eu/);
    assert.deepEqual(codes(message), codes(ready));
    await noor().click(sent.id, 'change-answers');
    await page('request-path');
    const same = await answer({}, undefined);
    assert.equal(codes(same)[0], trust, 'the external id stays');
    await noor().click(same.id, 'send-answer');
    await page('request-answer', (view) => words(view).includes('✓ Sent'));
    const copies = noor()
      .dm()
      .filter(({ text }) => text.startsWith('Role vendor-Datadog'));
    assert.equal(copies.length, 1);
    noor().reload();
  });

  test('a server of our own, a pod, and a person', async () => {
    await choose('own-servers');
    const anchor = `arn:aws:rolesanywhere:eu-west-1:${PROD}:trust-anchor/0b5cf8e7-cea6-4704-b24d-67dd00fcbe95`;
    const server = await answer({ anchor, commonName: 'backup-01.example.com' });
    assert.match(codes(server).join('\n'), /aws_signing_helper credential-process/);
    await noor().click(server.id, 'change-answers');
    const back = await page('request-path');
    await noor().click(back.id, 'choose-path', { selected: 'eks-pod-identity' });
    await page('request-path', (view) => words(view).includes('Pod Identity, not a user'));
    const pod = await answer({
      cluster: `arn:aws:eks:eu-west-1:${PROD}:cluster/prod`,
      namespace: 'billing',
      serviceAccount: 'invoices',
    });
    assert.match(codes(pod).join('\n'), /create-pod-identity-association/);
    noor().reload();

    await choose('person', () => true);
    const person = await page('request-path', (view) => words(view).includes('IAM Identity Center'));
    assert.equal(person.submit, undefined, 'there is nothing to ask for');
    assert.match(JSON.stringify(person.blocks), /Open Identity Center/);
    assert.deepEqual(
      recorded()
        .slice(-3)
        .map(({ path, outcome }) => `${path} ${outcome}`),
      ['own-servers role', 'eks-pod-identity role', 'person role'],
    );
    noor().reload();
  });

  test('a user all the same: the reason is on the card, raises the level and stays on the user', async () => {
    const insist = 'The runners are not allowed to reach the internet, and the role needs it.';
    const id = await ask(stage(), {
      userName: 'svc-insists',
      path: 'buildkite',
      answers: { account: PROD, pipelineId: '0b5cf8e7-cea6-4704-b24d-67dd00fcbe95', branch: 'main' },
      insist,
    });
    const waiting = await cardWhen(stage(), id, /waiting for approval, 0 of 2/);
    assert.match(words(waiting), new RegExp(`Why not a role ${insist}.*a role was advised and declined`));
    assert.deepEqual(
      recorded()
        .slice(-2)
        .map(({ path, outcome }) => `${path} ${outcome}`),
      ['buildkite role', 'buildkite user'],
    );
    await approve(stage(), id, people.platformApprover);
    await approve(stage(), id, people.securityApprover);
    await cardWhen(stage(), id, /: done\./);
    const user = stage()
      .aws.world.snapshot(PROD)
      .users.find(({ name }) => name === 'svc-insists');
    assert.match(user?.tags['chatelaine:why-not-a-role'] ?? '', /^The runners are not allowed/);
  });

  /** `/iam request`, and what needs access. */
  async function choose(path: string, ready = (view: SlackView) => view.submit !== undefined): Promise<void> {
    await noor().command(channelIds.general, '/iam request');
    const first = await page('request-path');
    await noor().click(first.id, 'choose-path', { selected: path });
    await page('request-path', (view) => words(view) !== words(first) && ready(view));
  }

  async function submit(answers: Readonly<Record<string, string>>, account?: string) {
    const top = () => noor().modal?.id ?? '';
    const [option] = account ? await noor().suggest(top(), 'field-account', account) : [];
    await noor().fill(top(), { ...answers, ...(option ? { account: option.value } : {}) });
    return noor().submit(top());
  }

  /** Answers the questions, and gives the page with the finished answer. */
  async function answer(answers: Readonly<Record<string, string>>, account?: string): Promise<SlackView> {
    const submitted = await submit(answers, account);
    assert.notEqual(submitted.kind, 'errors', JSON.stringify(submitted));
    return page('request-answer');
  }

  function page(callbackId: string, ready: (view: SlackView) => boolean = () => true): Promise<SlackView> {
    return soon(
      stage(),
      () => {
        const view = noor().modal;
        return view?.callbackId === callbackId && ready(view) ? view : undefined;
      },
      `the page ${callbackId}`,
    );
  }

  const recorded = () => guidanceEvents(stage());
});

/** What stands in blocks to be copied. */
function codes(shown: { readonly blocks?: readonly unknown[] | undefined }): readonly string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === 'object' && value !== null) {
      const part = value as Readonly<Record<string, unknown>>;
      if (part.type === 'rich_text_preformatted')
        found.push(
          ((part.elements as readonly { text: string }[] | undefined) ?? []).map(({ text }) => text).join(''),
        );
      else for (const inner of Object.values(part)) look(inner);
    }
  };
  look(shown.blocks);
  return found;
}

/** The audit events, from the log that mirrors them; without the form's id, which is random. */
function guidanceEvents({ logged }: Stage): readonly Readonly<Record<string, unknown>>[] {
  return logged
    .map((line) => JSON.parse(line) as { readonly kind?: string; readonly details?: Record<string, unknown> })
    .filter(({ kind }) => kind === 'guidance-answered')
    .map(({ details = {} }) => {
      const { form, ...rest } = details;
      assert.match(String(form), /^[0-9a-f-]{36}$/);
      return rest;
    });
}
