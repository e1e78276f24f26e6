import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HealthRoute } from './health.ts';

/** What is counted as it happens. */
export interface Meters {
  awsCall(call: { readonly service: string; readonly operation: string; readonly outcome: string }): void;
  /** Seconds from the arrival of a delivery to its acknowledgement; Slack waits for three. */
  acknowledged(seconds: number): void;
  /** Seconds that a look at one account took. */
  looked(seconds: number, outcome: 'read' | 'unread'): void;
}

/** What is counted when somebody asks, by label. */
export interface Standing {
  readonly findings: Readonly<Record<string, number>>;
  readonly accounts: Readonly<Record<string, number>>;
  readonly requests: Readonly<Record<string, number>>;
}

export interface Metrics {
  readonly meters: Meters;
  /** `/metrics` in Prometheus's text format, for whoever has the token: how many keys are stale is nobody else's business. */
  route(options: { readonly token: string; readonly standing: () => Promise<Standing> }): HealthRoute;
}

export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name: `chatelaine_${name}`, help, labelNames: [label], registers });
  const findings = gauge('findings', 'Open findings', 'severity');
  const accounts = gauge('accounts', 'Accounts by how well they are known', 'freshness');
  const requests = gauge('requests', 'Requests by state', 'state');
  const calls = new Counter({
    name: 'chatelaine_aws_calls_total',
    help: 'Calls to AWS, retries included',
    labelNames: ['service', 'operation', 'outcome'],
    registers,
  });
  const acks = new Histogram({
    name: 'chatelaine_slack_acknowledgement_seconds',
    help: 'From the arrival of a delivery to its acknowledgement',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const looks = new Histogram({
    name: 'chatelaine_account_look_seconds',
    help: 'Looks at one account',
    labelNames: ['outcome'],
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 300],
    registers,
  });

  function set(one: Gauge, values: Readonly<Record<string, number>>, label: string): void {
    one.reset();
    for (const [name, value] of Object.entries(values)) one.set({ [label]: name }, value);
  }

  return {
    meters: {
      awsCall: (call) => calls.inc({ ...call }),
      acknowledged: (seconds) => acks.observe(seconds),
      looked: (seconds, outcome) => looks.observe({ outcome }, seconds),
    },
    route: ({ token, standing }) => ({
      path: '/metrics',
      method: 'GET',
      handler(request, response) {
        if (!isAllowed(request, token)) return answer(response, 401, 'Bearer token, please.\n');
        standing()
          .then((now) => {
            set(findings, now.findings, 'severity');
            set(accounts, now.accounts, 'freshness');
            set(requests, now.requests, 'state');
            return registry.metrics();
          })
          .then(
            (text) => answer(response, 200, text, registry.contentType),
            () => answer(response, 503, 'The database does not answer.\n'),
          );
      },
    }),
  };
}

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}
