import type { FailureCode } from '../domain/outcome.ts';
import { type ErrorFamily, familyOf, shapeOf } from './error-family.ts';

/** Why a call failed, in words for people. It carries nothing of the SDK's error but what is quoted in `message`. */
export interface AwsFailure {
  readonly family: ErrorFamily;
  readonly code: FailureCode;
  /** Whether the same may work later. */
  readonly temporary: boolean;
  readonly afterMs?: number;
  readonly message: string;
}

/** Whom to name in the sentence. `quoteAws: false` where AWS's words could repeat a secret that was sent. */
export interface Where {
  readonly account: string;
  /** How the bot acts there, for example `the role ChatelaineMember`. */
  readonly actor: string;
  readonly quoteAws?: boolean;
}

/** An expected failure on its way up. Carries words only: never the SDK's error, whose response may hold a secret. */
export class AwsRefusal extends Error {
  override readonly name = 'AwsRefusal';
  readonly failure: AwsFailure;
  constructor(failure: AwsFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The one place where AWS's errors become words. Throws again what is no AWS error: that is a bug. */
export function readFailure(error: unknown, where: Where): AwsFailure {
  if (error instanceof AwsRefusal) return error.failure;
  const family = familyOf(error);
  if (family === undefined) throw error;
  return { family, ...WORDS[family]({ ...where, ...quoteOf(error, where) }) };
}

interface Quoted extends Where {
  readonly awsCode: string;
  /** AWS's own sentence, with a blank before it, or nothing. */
  readonly said: string;
  readonly text: string;
}

type Judgement = Omit<AwsFailure, 'family'>;
const final = (code: FailureCode, message: string): Judgement => ({ code, temporary: false, message });
const later = (afterMs: number, message: string): Judgement => ({
  code: 'unavailable',
  temporary: true,
  afterMs,
  message,
});

const WORDS: Readonly<Record<ErrorFamily, (at: Quoted) => Judgement>> = {
  'access-denied': (at) => final('access-denied', deniedWords(at)),
  'already-exists': (at) =>
    final(
      'already-exists',
      `Something of that name is there already in ${at.account}.${at.said} Choose another name, or remove it.`,
    ),
  busy: (at) =>
    later(
      60_000,
      `AWS is still working on an earlier change in ${at.account}. It is tried again in a minute.`,
    ),
  'clock-skew': (at) =>
    final(
      'unavailable',
      `AWS refused the time of the call to ${at.account}. The clock of the machine that runs Chatelaine is wrong: set it, then retry.`,
    ),
  conflict: (at) =>
    final(
      'conflict',
      `Something is still attached to it in ${at.account}.${at.said} Remove that, then retry.`,
    ),
  'credentials-refused': (at) =>
    final(
      'account-unreachable',
      `AWS does not accept the credentials of ${at.actor} in ${at.account} (${at.awsCode}). Check what Chatelaine runs with, then retry.`,
    ),
  'expired-session': (at) =>
    later(1_000, `The session of ${at.actor} in ${at.account} has ended. A new one is opened.`),
  invalid: (at) =>
    final(
      'invalid',
      `AWS did not accept the call in ${at.account} (${at.awsCode}).${at.said} Change the request and submit it again.`,
    ),
  limit: (at) =>
    final(
      'limit',
      `A limit of ${at.account} is reached.${at.said} Remove what is not needed or ask AWS for a higher quota, then retry.`,
    ),
  'no-answer': (at) =>
    later(
      2_000,
      `AWS did not answer for ${at.account}. It is looked up whether it happened, and tried again.`,
    ),
  'no-connection': (at) => later(5_000, `AWS could not be reached for ${at.account}. It is tried again.`),
  'no-credentials': () =>
    final(
      'account-unreachable',
      'Chatelaine found no AWS credentials. Give its process a role, or set AWS_PROFILE, then retry.',
    ),
  'no-organization': (at) =>
    final(
      'account-unreachable',
      `The account of ${at.actor} is not part of an AWS organization. Configure the mode single, or run Chatelaine in the organization.`,
    ),
  'not-found': (at) =>
    final(
      'gone',
      `What this is about is not there in ${at.account}.${at.said} Look at the user, then ask again.`,
    ),
  'server-error': (at) =>
    later(5_000, `AWS has a fault of its own in ${at.account} (${at.awsCode}). It is tried again.`),
  throttled: (at) =>
    later(5_000, `AWS limits the rate of calls to ${at.account}. It is tried again more slowly.`),
  'unreadable-answer': (at) =>
    later(
      2_000,
      `AWS’s answer from ${at.account} broke off. It is looked up whether it happened, and tried again.`,
    ),
};

function quoteOf(error: unknown, where: Where): Pick<Quoted, 'awsCode' | 'said' | 'text'> {
  const { code, text } = shapeOf(error);
  const clean = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  const said = where.quoteAws === false || clean === '' ? '' : ` AWS says: ${clean.replace(/\.$/, '')}.`;
  return { awsCode: code, said, text };
}

/** IAM names the layer that denies (IAM user guide, "Troubleshoot access denied error messages"). */
function deniedWords({ account, actor, text, said }: Quoted): string {
  const permission = /not authorized to perform: ([\w:*-]+)/.exec(text)?.[1] ?? 'this call';
  const refused = `AWS refused ${permission} to ${actor} in ${account}.`;
  const explicit = /explicit deny/.test(text);
  if (/service control polic/.test(text))
    return `${refused} A service control policy of the organization forbids it: whoever manages those policies can say why.`;
  if (/resource control polic/.test(text))
    return `${refused} A resource control policy of the organization forbids it: whoever manages those policies can say why.`;
  if (/permissions boundary/.test(text))
    return `${refused} The permissions boundary on the role ${explicit ? 'forbids' : 'does not allow'} it. Compare the role with manifests/aws/member-role.yaml, then retry.`;
  if (/session policy/.test(text))
    return `${refused} It is outside of what this request’s session may touch. Nothing was done; this is worth a report.`;
  if (explicit)
    return `${refused} A policy forbids it explicitly: the target is protected, or lacks the boundary, path or tag that is demanded.${said}`;
  return `${refused} The role lacks this permission, or a service control policy takes it away. Update the role from manifests/aws, then retry.`;
}
