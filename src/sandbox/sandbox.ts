import { stringify } from 'yaml';
import { type App, type AppDeps, createApp } from '../app.ts';
import { type Config, loadConfig } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { Quirks } from './aws/quirks.ts';
import type { OrganizationSeed } from './aws/seed.ts';
import { type AwsSimulator, createAwsSimulator } from './aws/simulator.ts';
import { makeSandboxClock, type SandboxClock } from './clock.ts';
import { sandboxConfiguration } from './house.ts';
import { shippedManifest } from './manifest.ts';
import { scenarioOrganization } from './scenario.ts';
import { createSlackSimulator, type SlackSimulator } from './slack/simulator.ts';
import { people, sandboxWorkspace } from './workspace.ts';

export interface SandboxOptions {
  readonly mode: 'http' | 'socket';
  readonly log: Log;
  /** A PostgreSQL server, or a directory for the embedded database; in memory if both are left out. */
  readonly database?: AppDeps['database'];
  readonly latencyMs?: number;
  readonly onCommit?: AppDeps['onCommit'];
  readonly awsTiming?: AppDeps['awsTiming'];
  /** Another organization than the scenario's. */
  readonly organization?: OrganizationSeed;
  readonly quirks?: Quirks;
  /** Changes to the sandbox's `chatelaine.yaml`, for tests. */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** A simulated workspace and organization with the real app between them, over the real wire. */
export interface Sandbox {
  readonly slack: SlackSimulator;
  readonly aws: AwsSimulator;
  readonly clock: SandboxClock;
  readonly app: App;
  readonly config: Config;
  /** Starts a further replica on the same database and the same worlds. */
  addReplica(): Promise<App>;
  /** Stops the app, lets `meanwhile` happen without it, and starts it again. It knows what its database has kept, so one in memory won't do. */
  restart(meanwhile?: () => void): Promise<void>;
  /** Plants everything again, the bot's database included. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { log, mode, database = {} } = options;
  const clock = makeSandboxClock();
  const aws = await createAwsSimulator({
    clock,
    organization: options.organization ?? sandboxOrganization(),
    latencyMs: options.latencyMs,
    quirks: options.quirks,
  });
  let appUrl = '';
  const slack = await createSlackSimulator({
    clock,
    workspace: sandboxWorkspace(shippedManifest(mode)),
    delivery: mode === 'http' ? { mode, url: () => appUrl } : { mode },
  });
  // The default credential chain looks here, as it does on a real machine.
  Object.assign(process.env, aws.environment);
  const config = sandboxConfig({ slack, aws, mode, configuration: options.configuration });
  const replicas: App[] = [];

  async function start(): Promise<App> {
    const started = await createApp({
      config,
      log,
      database,
      clockOffsetMs: clock.offsetMs,
      onCommit: options.onCommit,
      awsTiming: options.awsTiming,
    });
    if (replicas.length === 0) appUrl = `http://127.0.0.1:${started.port}/slack/events`;
    replicas.push(started);
    return started;
  }
  async function stop(): Promise<void> {
    await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
  }

  let app = await start();
  clock.onAdvance(
    () =>
      void app
        .tick()
        .catch((error: unknown) => log.warn({ err: error }, 'the look after a clock move failed')),
  );
  return {
    slack,
    aws,
    clock,
    config,
    get app() {
      return app;
    },
    addReplica: start,
    async restart(meanwhile) {
      await stop();
      meanwhile?.();
      app = await start();
    },
    async reset() {
      await stop();
      slack.reset();
      aws.reset();
      app = await start();
    },
    async close() {
      await stop();
      await Promise.all([slack.close(), aws.close()]);
    },
  };
}

export function sandboxOrganization(): OrganizationSeed {
  return scenarioOrganization({
    developer: people.requester,
    lead: people.owner,
    operations: people.platformApprover,
    security: people.securityApprover,
    leaver: people.leaver,
  });
}

/** The environment that an operator would set, read by the real configuration loader. */
export function sandboxEnvironment({
  slack,
  aws,
  mode,
}: {
  readonly slack: SlackSimulator;
  readonly aws: AwsSimulator;
  readonly mode: 'http' | 'socket';
}): Readonly<Record<string, string>> {
  const { app } = slack.workspace;
  return {
    ...aws.environment,
    SLACK_BOT_TOKEN: app.botToken,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: app.appToken } : { SLACK_SIGNING_SECRET: app.signingSecret }),
    SLACK_API_URL: slack.apiUrl,
    AWS_ENDPOINT_URL: aws.url,
    CHATELAINE_SECRET: 'the-sandbox-keys-its-audit-chain-with-this',
    CHATELAINE_CONFIG: 'the sandbox’s own',
    PORT: '0',
  };
}

function sandboxConfig(
  worlds: Parameters<typeof sandboxEnvironment>[0] & {
    readonly configuration: SandboxOptions['configuration'];
  },
): Config {
  const text = stringify({ ...sandboxConfiguration, ...worlds.configuration });
  const loaded = loadConfig(sandboxEnvironment(worlds), () => text);
  if (!loaded.ok) throw new Error(`The sandbox’s configuration is wrong: ${loaded.problems.join('; ')}`);
  return loaded.config;
}
