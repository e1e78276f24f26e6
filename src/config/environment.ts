import { z } from 'zod';

const blankIsMissing = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsMissing, schema.optional());

/** The environment variables, with what each is for; `.env.example` explains them at length. */
export const Environment = z.object({
  SLACK_BOT_TOKEN: z.preprocess(
    blankIsMissing,
    z
      .string({ error: 'is missing: the bot token of the Slack app (xoxb-…)' })
      .startsWith('xoxb-', 'is not a bot token; it starts with xoxb-'),
  ),
  SLACK_APP_TOKEN: optional(
    z.string().startsWith('xapp-', 'is not an app-level token; it starts with xapp-'),
  ),
  SLACK_SIGNING_SECRET: optional(z.string().min(16, 'is too short for a signing secret')),
  SLACK_API_URL: optional(z.url('is not a URL')),
  AWS_ENDPOINT_URL: optional(z.url('is not a URL')),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\//, 'is not a PostgreSQL address; it starts with postgres://'),
  ),
  CHATELAINE_CONFIG: z.preprocess(blankIsMissing, z.string().default('chatelaine.yaml')),
  CHATELAINE_DATA_DIR: z.preprocess(blankIsMissing, z.string().default('./data')),
  CHATELAINE_SECRET: z.preprocess(
    blankIsMissing,
    z
      .string({
        error: 'is missing: at least 32 random characters that key the audit chain (openssl rand -hex 32)',
      })
      .min(32, 'is too short; at least 32 characters (openssl rand -hex 32)'),
  ),
  METRICS_TOKEN: optional(z.string().min(16, 'is too short; at least 16 characters (openssl rand -hex 16)')),
  PORT: z.preprocess(
    blankIsMissing,
    z.coerce.number('is not a number').int().min(0).max(65_535).default(3000),
  ),
  LOG_LEVEL: z.preprocess(
    blankIsMissing,
    z
      .enum(
        ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
        'is one of trace, debug, info, warn, error, fatal, silent',
      )
      .default('info'),
  ),
});
export type Environment = z.infer<typeof Environment>;
