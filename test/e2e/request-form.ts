import type { SlackView } from '../../src/sandbox/slack/model.ts';
import type { Person } from '../../src/sandbox/slack/person.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';
import type { Stage } from './story.ts';

export interface Wish {
  readonly account?: string;
  readonly userName?: string;
  readonly bundles?: readonly string[];
  readonly owner?: string;
  readonly networks?: string;
  readonly noNetworkReason?: string;
  readonly delivery?: 'secrets-manager' | 'age';
  readonly ageRecipient?: string;
  readonly path?: string;
  /** To the questions of the path. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Why the role that is offered won't do. */
  readonly insist?: string;
  readonly purpose?: string;
  /** Days from the sandbox's today. */
  readonly endsInDays?: number;
}

const vendor = { vendor: 'Datadog forwarder', documentation: 'https://docs.example.com/forwarder' };

/** The part of a stage that a person at their Slack client needs. */
interface Scene {
  readonly slack: Pick<Stage['slack'], 'as' | 'waitFor' | 'idle'>;
  readonly clock: Pick<Stage['clock'], 'now'>;
}

/** The whole of `/iam request`, as a person goes through it. Gives the request's id. */
export async function ask(stage: Scene, wish: Wish = {}, by: string = people.requester): Promise<string> {
  const { slack } = stage;
  const person = slack.as(by);
  const preview = await previewOf(stage, wish, by);
  await person.submit(preview.id);
  const sent = await slack.waitFor(() => /^IAM-\d+/.exec(titleOf(person.modal))?.[0], {
    what: `the request’s number instead of ${JSON.stringify(person.modal?.blocks)}`,
  });
  person.reload();
  return sent;
}

/** The first two pages, up to the preview of the plan. Throws what the form objects to. */
export async function previewOf(
  stage: Scene,
  wish: Wish = {},
  by: string = people.requester,
): Promise<SlackView> {
  const { slack } = stage;
  const person = slack.as(by);
  await person.command(channelIds.general, '/iam request');
  await fromFirstPage(stage, wish, person);
  const preview = await slack.waitFor(
    () => {
      const view = person.modal;
      if (view?.callbackId === 'request-preview') return view;
      return view?.callbackId === 'request-details' &&
        JSON.stringify(view.blocks).includes('No plan could be made')
        ? view
        : undefined;
    },
    { what: 'the preview', timeoutMs: 15_000 },
  );
  if (preview.callbackId !== 'request-preview')
    throw new Error(`The form refuses: ${JSON.stringify(preview.blocks[0])}`);
  return preview;
}

/** From “What needs access?” to the submitted details. */
export async function fromFirstPage({ slack, clock }: Scene, wish: Wish, person: Person): Promise<void> {
  const page = (callbackId: string, ready: (view: SlackView) => boolean = () => true) =>
    slack.waitFor(
      () => (person.modal?.callbackId === callbackId && ready(person.modal) ? person.modal : undefined),
      { what: `the page ${callbackId}`, timeoutMs: 15_000 },
    );
  const first = await page('request-path');
  await person.click(first.id, 'choose-path', { selected: wish.path ?? 'third-party-keys' });
  const advised = await page('request-path', (view) => view.submit !== undefined);
  const answers: Readonly<Record<string, string>> = wish.answers ?? vendor;
  // An account can be chosen once it has been suggested.
  if (answers.account) await person.suggest(advised.id, 'field-account', answers.account);
  await person.fill(advised.id, answers);
  await person.submit(advised.id);
  if (wish.insist !== undefined) {
    const ready = await page('request-answer');
    await person.click(ready.id, 'decline-role');
    const asked = await page('request-answer', (view) => view.submit !== undefined);
    await person.fill(asked.id, { insist: wish.insist });
    await person.submit(asked.id);
  }
  const details = await page('request-details');
  const top = () => person.modal?.id ?? '';
  const [account] = await person.suggest(details.id, 'field-account', wish.account ?? 'prod-eu');
  const hash = person.modal?.hash;
  await person.fill(details.id, { account: account?.value ?? '' });
  // The bundles on offer are those of the account, once the app has it.
  await page('request-details', (view) => view.hash !== hash);
  await person.suggest(top(), 'field-bundles', '');
  const ends = new Date(clock.now().getTime() + (wish.endsInDays ?? 90) * 86_400_000);
  await person.fill(top(), {
    userName: wish.userName ?? 'svc-datadog-forwarder',
    purpose: wish.purpose ?? 'Ship CloudWatch metrics to Datadog',
    owner: wish.owner ?? person.user.id,
    team: 'platform',
    usedFrom: 'Datadog EU, forwarder',
    networks: wish.networks ?? '198.51.100.0/24',
    bundles: wish.bundles ?? ['metrics-read'],
    ends: ends.toISOString().slice(0, 10),
    delivery: wish.delivery ?? 'secrets-manager',
    ...(wish.noNetworkReason === undefined ? {} : { noNetworkReason: wish.noNetworkReason }),
    ...(wish.ageRecipient === undefined ? {} : { ageRecipient: wish.ageRecipient }),
  });
  await slack.idle();
  const submitted = await person.submit(top());
  if (submitted.kind === 'errors') throw new Error(`The form refuses: ${JSON.stringify(submitted.errors)}`);
}

const titleOf = (view: SlackView | undefined): string => String(view?.title?.text ?? '');
