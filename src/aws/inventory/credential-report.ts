import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { shapeOf } from '../error-family.ts';
import { AwsRefusal, type Where } from '../errors.ts';
import { pause, type Timing } from '../timing.ts';
import { type ReportRow, readReport } from './report-rows.ts';

export interface CredentialReport {
  readonly generatedAt: string;
  /** By ARN; root's under `arn:aws:iam::…:root`. */
  readonly rows: ReadonlyMap<string, ReportRow>;
}

/** How often it is asked for before it counts as not to be had: after a quarter of `pollMs`, then twice as long up to 8 times `pollMs`, near two minutes. */
const PATIENCE = 18;

/**
 * The credential report, made anew if the last one is older than four hours. Ask first, fetch later: AWS writes it meanwhile.
 * Both throw what the SDK throws; fetching also AwsRefusal, when AWS doesn't finish in time or what it wrote can't be read.
 */
export async function askForReport(
  iam: IAMClient,
  where: Where,
  { pollMs }: Timing,
): Promise<() => Promise<CredentialReport>> {
  await iam.send(new GenerateCredentialReportCommand({}));
  return async () => {
    for (let round = 0; ; round++) {
      try {
        const { Content: content, GeneratedTime: at } = await iam.send(new GetCredentialReportCommand({}));
        const text = Buffer.from(content ?? []).toString('utf8');
        return { generatedAt: at?.toISOString() ?? '', rows: rowsOf(text, where) };
      } catch (error) {
        const { code } = shapeOf(error);
        if (!isUnfinished(code)) throw error;
        if (round >= PATIENCE)
          throw refusal(`AWS did not finish the credential report of ${where.account} in time.`);
        // Between asking and fetching the old one may have run out.
        if (code !== 'CredentialReportNotReady') await iam.send(new GenerateCredentialReportCommand({}));
        await pause(pollMs * Math.min(2 ** (round - 2), 8));
      }
    }
  };
}

function isUnfinished(code: string): boolean {
  return ['CredentialReportNotReady', 'CredentialReportExpired', 'CredentialReportNotPresent'].includes(code);
}

function rowsOf(text: string, { account }: Where): CredentialReport['rows'] {
  try {
    return readReport(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refusal(`The credential report of ${account} can’t be read: ${why}`);
  }
}

function refusal(message: string): AwsRefusal {
  return new AwsRefusal({ family: 'unreadable-answer', code: 'unavailable', temporary: true, message });
}
