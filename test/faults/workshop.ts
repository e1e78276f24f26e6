import { randomUUID } from 'node:crypto';
import { type Aws, createAws } from '../../src/aws/clients.ts';
import { AwsSettings } from '../../src/domain/aws-settings.ts';
import type { ChangeRequest } from '../../src/domain/change-request.ts';
import type { Command } from '../../src/domain/command.ts';
import { decide } from '../../src/domain/decide.ts';
import { House } from '../../src/domain/house.ts';
import { type RequestId, requestId, SlackUserId, UserName } from '../../src/domain/ids.ts';
import type { UserRef } from '../../src/domain/user.ts';
import { type AwsSimulator, createAwsSimulator } from '../../src/sandbox/aws/simulator.ts';
import { makeSandboxClock, type SandboxClock } from '../../src/sandbox/clock.ts';
import { sandboxConfiguration } from '../../src/sandbox/house.ts';
import { sandboxOrganization } from '../../src/sandbox/sandbox.ts';
import { people } from '../../src/sandbox/workspace.ts';
import { drawMessage } from '../../src/slack/blocks/draw-message.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { commit } from '../../src/workflows/commit.ts';
import { execute } from '../../src/workflows/execute.ts';
import { makePlanner } from '../../src/workflows/planner.ts';
import { type Store, Unavailable } from '../../src/workflows/ports.ts';
import { parseInput } from '../../src/workflows/propose.ts';
import { makeReplan } from '../../src/workflows/replan.ts';
import { viewRequest } from '../../src/workflows/request-view.ts';
import { words } from '../e2e/words.ts';

export const ACCOUNT = '123456789012';
const requester = SlackUserId.parse(people.requester);

/** The real workflow, store and SDK against the simulated AWS, without Slack between them: a case takes a moment. */
export interface Workshop {
  readonly simulator: AwsSimulator;
  readonly clock: SandboxClock;
  /** A request that the rules let run at once, for a user of its own. */
  submit(userName: string): Promise<RequestId>;
  /**
   * Runs it until it rests, moving the clock through every wait. `silences` counts how often it could not even be checked
   * (the job comes back). After half an hour of waiting a person has to be asked: that is the end of every case.
   */
  run(
    id: RequestId,
  ): Promise<{ readonly request: ChangeRequest; readonly waits: number; readonly silences: number }>;
  command(id: RequestId, command: Command): Promise<void>;
  /** The card of the request, as people read it. */
  card(id: RequestId): Promise<string>;
  close(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const clock = makeSandboxClock();
  const simulator = await createAwsSimulator({ clock, organization: sandboxOrganization() });
  const { aws: settings, ...ofHouse } = sandboxConfiguration;
  const house = House.parse({ ...ofHouse, rules: [{ when: {}, require: { kind: 'none' } }] });
  const database = await openDatabase({});
  const jobs = { send: async () => undefined, nudge: () => undefined };
  const store = await createStore({
    database,
    auditKey: 'the key of the workshop',
    jobs,
    clockOffsetMs: clock.offsetMs,
  });
  const aws = createAws({
    settings: { ...AwsSettings.parse(settings), endpoint: simulator.url },
    credentials: async () => simulator.credentials,
    house,
    log: { warn: () => undefined },
    timing: { connectMs: 1_000, requestMs: 800, pollMs: 2, polls: 3 },
    now: () => clock.now(),
  });
  const deps = makeDeps(store, aws, house);

  async function transition(id: RequestId, command: Command): Promise<boolean> {
    return store.transaction(async (tx) => {
      const decision = decide(await tx.lockRequest(id), command, { now: await tx.now(), house });
      if (decision.ok) await commit(tx, decision);
      return decision.ok;
    });
  }

  async function load(id: RequestId): Promise<ChangeRequest> {
    const request = await store.read((reader) => reader.request(id));
    if (!request) throw new Error(`There is no ${id}.`);
    return request;
  }

  return {
    simulator,
    clock,
    async submit(userName) {
      const id = requestId(await store.transaction((tx) => tx.nextRequestNumber()));
      const proposal = await propose(id, userName, { store, aws, house, clock });
      const submission = {
        ...proposal.made,
        id,
        action: 'create-service-user',
        input: proposal.input,
        requestedBy: requester,
        owner: requester,
        excluded: [],
      };
      await store.transaction(async (tx) => {
        const decision = decide(undefined, { kind: 'submit', submission }, { now: await tx.now(), house });
        if (!decision.ok) throw new Error(decision.refusal.say);
        await commit(tx, decision);
      });
      // Past the minutes for which the list of accounts is kept, so that each case reads it.
      clock.advance(6 * 60_000);
      return id;
    },
    async run(id) {
      let waits = 0;
      let silences = 0;
      for (let turn = 0; turn < 40; turn++) {
        const request = await load(id);
        if (request.state === 'waiting') {
          waits += 1;
          // The third time so far that patience is at its end.
          const next = Date.parse(request.resumeAt ?? '') - clock.now().getTime() + 1;
          clock.advance(Math.max(next, waits > 2 ? 31 * 60_000 : 0));
          await transition(id, { kind: 'tick' });
        } else if (['approved', 'executing', 'undoing'].includes(request.state)) {
          try {
            await execute(id, deps);
          } catch (error) {
            if (!(error instanceof Unavailable)) throw error;
            silences += 1;
            if (silences > 2) clock.advance(31 * 60_000);
          }
        } else return { request, waits, silences };
      }
      throw new Error(`${id} does not come to rest: ${(await load(id)).state}`);
    },
    async command(id, command) {
      if (!(await transition(id, command))) throw new Error(`${id} does not take ${command.kind}.`);
    },
    async card(id) {
      const accounts = await aws.organization.accounts();
      const steps = await store.read((reader) => reader.steps(id));
      const view = viewRequest(await load(id), steps, accounts.ok ? accounts.value : [], house);
      const { text, blocks } = drawMessage({ kind: 'request-card', view });
      return `${text} ${words(blocks)}`;
    },
    async close() {
      aws.close();
      await Promise.all([store.close(), simulator.close()]);
    },
  };
}

const someone = { id: requester, groups: [], teams: [], isResponder: false };

function makeDeps(store: Store, { iam, organization }: Aws, house: House) {
  const nobody = () => Promise.reject(new Error('No approval is asked for here.'));
  const people = {
    actor: nobody,
    decider: nobody,
    excluded: nobody,
    requester: async () => someone,
  };
  return {
    store,
    iam,
    house,
    people,
    replan: makeReplan(makePlanner({ iam, organization, people, store, house }), house),
    stopping: new AbortController().signal,
    newToken: () => randomUUID(),
    longestSleepMs: -1,
  };
}

async function propose(
  id: RequestId,
  userName: string,
  {
    aws,
    house,
    clock,
  }: { readonly store: Store; readonly aws: Aws; readonly house: House; readonly clock: SandboxClock },
) {
  const accounts = await aws.organization.accounts();
  const account = accounts.ok ? accounts.value.find((one) => one.id === ACCOUNT) : undefined;
  if (!account) throw new Error('The account is missing.');
  const now = clock.now().toISOString();
  const parsed = parseInput('create-service-user', {
    account: ACCOUNT,
    userName,
    purpose: 'Ship CloudWatch metrics to Datadog',
    owner: requester,
    team: 'platform',
    environment: 'production',
    usedFrom: 'Datadog EU, forwarder',
    networks: '198.51.100.0/24',
    bundles: ['backup-write', 'metrics-read'],
    ends: new Date(clock.now().getTime() + 90 * 86_400_000).toISOString().slice(0, 10),
    delivery: 'secrets-manager',
    path: 'third-party-keys',
    insist: 'Takes keys only, https://docs.example.com/forwarder',
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const target: UserRef = { accountId: account.id, userName: UserName.parse(userName) };
  const facts = await aws.iam.inspect(target, parsed.proposer.needs({ house, account }));
  if (!facts.ok) throw new Error(facts.message);
  const made = parsed.proposer.propose(facts.value, {
    house,
    account,
    requestId: id,
    requester: someone,
    now,
    history: [],
    underWay: [],
  });
  if (!made.ok) throw new Error(made.refusal.say);
  return { made: made.proposal, input: parsed.input };
}
