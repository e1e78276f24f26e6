import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { SlackMessage } from '../../src/sandbox/slack/model.ts';
import type { Person } from '../../src/sandbox/slack/person.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';

/** A sandbox whose log is kept, so that a test can look for what must not be in it. */
export interface Stage extends Sandbox {
  readonly logged: readonly string[];
}

export async function openStage(options: Partial<SandboxOptions> = {}): Promise<Stage> {
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const sandbox = await createSandbox({ mode: 'http', log, ...options });
  return Object.assign(Object.create(sandbox) as Sandbox, { logged });
}

export const temporaryDirectory = (): string => mkdtempSync(join(tmpdir(), 'chatelaine-'));

export interface Wish {
  readonly account?: string;
  readonly userName?: string;
  readonly bundles?: readonly string[];
  readonly owner?: string;
  readonly networks?: string;
  readonly delivery?: 'secrets-manager' | 'age';
  readonly ageRecipient?: string;
  readonly path?: string;
  readonly insist?: string;
  readonly purpose?: string;
}

const actionOf = (sandbox: Sandbox, person: Person, blockId: string): string => {
  const view = person.modal;
  if (!view) throw new Error('No modal is open.');
  for (const block of view.blocks) {
    const element = block['element'] as { action_id?: string } | undefined;
    if (String(block['block_id']).startsWith(blockId) && element?.action_id) return String(block['block_id']);
  }
  throw new Error(`The modal has no field ${blockId}: ${JSON.stringify(view.blocks.map((block) => block['block_id']))} (${sandbox.config.house.teams.length} teams)`);
};

/** The whole of `/iam request`, as a person goes through it. Gives the request's id. */
export async function ask(stage: Stage, wish: Wish = {}, by: string = people.requester): Promise<string> {
  const { slack } = stage;
  const person = slack.as(by);
  const modal = (title: RegExp) =>
    slack.waitFor(() => {
      const view = person.modal;
      return view && title.test(JSON.stringify(view.title) + JSON.stringify(view.blocks)) ? view : undefined;
    }, { what: `a modal like ${title}` });

  await person.command(channelIds.general, '/iam request');
  const first = await modal(/What needs access/);
  await person.click(first.id, 'choose-path', { selected: wish.path ?? 'third-party-keys' });
  const advised = await slack.waitFor(() => {
    const view = person.modal;
    return view?.submit ? view : undefined;
  }, { what: 'the advice' });
  await person.fill(advised.id, { insist: wish.insist ?? 'Datadog forwarder takes keys only, https://docs.example.com/forwarder' });
  await person.submit(advised.id);
  const details = await modal(/User name/);
  const field = (name: string) => actionOf(stage, person, name);
  const account = await person.suggest(details.id, 'field-account', wish.account ?? 'prod-eu');
  await person.fill(details.id, { [field('account')]: account[0]?.value ?? '' });
  await slack.idle();
  const top = () => person.modal?.id ?? '';
  const offered = await person.suggest(top(), 'field-bundles', '');
  const bundles = wish.bundles ?? ['metrics-read'];
  const unknown = bundles.filter((id) => !offered.some((option) => option.value === id));
  if (unknown.length > 0) throw new Error(`Not offered: ${unknown.join(', ')}`);
  await person.fill(top(), {
    [field('userName')]: wish.userName ?? 'svc-datadog-forwarder',
    [field('purpose')]: wish.purpose ?? 'Ship CloudWatch metrics to Datadog',
    [field('owner')]: wish.owner ?? people.requester,
    [field('team')]: 'platform',
    [field('usedFrom')]: 'Datadog EU, forwarder',
    [field('networks')]: wish.networks ?? '198.51.100.0/24',
    [field('bundles')]: bundles,
    [field('ends')]: new Date(stage.clock.now().getTime() + 90 * 86_400_000).toISOString().slice(0, 10),
    [field('delivery')]: wish.delivery ?? 'secrets-manager',
    ...(wish.ageRecipient ? { [field('ageRecipient')]: wish.ageRecipient } : {}),
  });
  await slack.idle();
  const submitted = await person.submit(top());
  if (submitted.kind === 'errors') throw new Error(`The form refuses: ${JSON.stringify(submitted.errors)}`);
  const preview = await slack.waitFor(() => (person.modal?.callbackId === 'request-preview' && person.modal.submit ? person.modal : undefined), { what: 'the preview' });
  await person.submit(preview.id);
  return slack.waitFor(() => /IAM-\d+/.exec(JSON.stringify([person.ephemerals(), person.dm().map((message) => message.text), person.modals]))?.[0], { what: 'the request’s number' });
}

/** The card of a request in the approval channel. */
export function card(stage: Stage, requestId: string): SlackMessage | undefined {
  return stage.slack.state.messages(channelIds.approvals).find((message) => message.text.includes(requestId) && !message.threadTs);
}
