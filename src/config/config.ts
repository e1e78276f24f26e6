import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { AwsSettings } from '../domain/aws-settings.ts';
import { House } from '../domain/house.ts';
import { Configuration } from './configuration.ts';
import { crossCheck, type Mistake } from './cross-check.ts';
import { Environment } from './environment.ts';

export interface Config {
  readonly environment: Environment;
  readonly house: House;
  readonly aws: AwsSettings;
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the environment and `chatelaine.yaml`. All mistakes come back at once, each with its variable or its
 * place in the file (`chatelaine.yaml:12 bundles[0].risk …`).
 */
export function loadConfig(
  variables: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): LoadedConfig {
  const problems: string[] = [];
  const environment = Environment.safeParse(variables);
  if (!environment.success)
    problems.push(...environment.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  if (!variables.SLACK_APP_TOKEN && !variables.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: the first for Socket Mode (xapp-…), the second for HTTP',
    );
  }
  const path = variables.CHATELAINE_CONFIG || 'chatelaine.yaml';
  const file = readConfiguration(path, read);
  if (!file.ok) problems.push(...file.problems);
  if (!environment.success || !file.ok || problems.length > 0) return { ok: false, problems };
  const { aws, ...house } = file.configuration;
  const endpoint = environment.data.AWS_ENDPOINT_URL ?? aws.endpoint;
  return {
    ok: true,
    config: {
      environment: environment.data,
      house: House.parse(house),
      aws: { ...aws, endpoint },
    },
  };
}

/** The configuration alone, for what needs neither Slack nor the bot's secret. The variables are those of `loadConfig`. */
export function loadHouse(
  variables: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
):
  | { readonly ok: true; readonly house: House; readonly aws: AwsSettings }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const variable = Environment.pick({ AWS_ENDPOINT_URL: true }).safeParse(variables);
  const file = readConfiguration(variables.CHATELAINE_CONFIG || 'chatelaine.yaml', read);
  const problems = [
    ...(variable.success ? [] : ['AWS_ENDPOINT_URL is not a URL']),
    ...(file.ok ? [] : file.problems),
  ];
  if (!variable.success || !file.ok) return { ok: false, problems };
  const { aws, ...house } = file.configuration;
  const endpoint = variable.data.AWS_ENDPOINT_URL ?? aws.endpoint;
  return { ok: true, house: House.parse(house), aws: { ...aws, endpoint } };
}

type ReadConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly string[] };

function readConfiguration(path: string, read: (path: string) => string): ReadConfiguration {
  let text: string;
  try {
    text = read(path);
  } catch {
    return {
      ok: false,
      problems: [`${path} can’t be read: copy chatelaine.example.yaml there, or set CHATELAINE_CONFIG`],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map(
        (error) => `${path}:${error.linePos?.[0].line ?? 1} ${error.message.split('\n')[0]}`,
      ),
    };
  }
  const file: unknown = document.toJS() ?? {};
  const parsed = Configuration.safeParse(file);
  const mistakes = [...(parsed.success ? [] : parsed.error.issues.map(toMistake)), ...crossCheck(file)];
  if (parsed.success && mistakes.length === 0) return { ok: true, configuration: parsed.data };
  const place = (keys: Mistake['path']): string => {
    for (let length = keys.length; length > 0; length--) {
      const node = document.getIn(keys.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return `${path}:${lines.linePos(node.range[0]).line}`;
    }
    return path;
  };
  return {
    ok: false,
    problems: mistakes.map((mistake) =>
      `${place(mistake.path)} ${written(mistake.path)} ${mistake.message}`.replace(/ +/g, ' '),
    ),
  };
}

function toMistake(issue: z.core.$ZodIssue): Mistake {
  return {
    path: issue.path.map((key) => (typeof key === 'number' ? key : String(key))),
    message: `— ${issue.message}`,
  };
}

/** `bundles[0].risk` */
function written(path: Mistake['path']): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}
