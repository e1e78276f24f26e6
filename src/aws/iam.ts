import type { AwsSettings } from '../domain/aws-settings.ts';
import type { House } from '../domain/house.ts';
import type { AccountId } from '../domain/ids.ts';
import type { IamOperation } from '../domain/operation.ts';
import type { Prepared, Read } from '../domain/outcome.ts';
import type { Attempt, Iam } from '../workflows/ports.ts';
import type { CallRecord } from './call-record.ts';
import { createCensus } from './census.ts';
import { readFailure, type Where } from './errors.ts';
import { accountOfKey, createNameFinder, userOfKey } from './find.ts';
import type { Hub } from './hub.ts';
import { inspectAccount } from './inspect.ts';
import type { AccountList } from './organization.ts';
import { prepareAccessKey } from './perform/create-access-key.ts';
import { type NotDone, retry, type StepContext } from './perform/step-context.ts';
import { performStep } from './perform.ts';
import { scopeOf } from './session-scope.ts';
import type { Sessions } from './sessions.ts';
import type { Timing } from './timing.ts';

export interface IamDeps {
  readonly settings: AwsSettings;
  readonly house: House;
  readonly record: CallRecord;
  readonly hub: Hub;
  readonly accountList: AccountList;
  readonly sessions: Sessions;
  readonly timing: Timing;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
}

/** The port that workflows use. Whatever AWS or the network does comes out as a value; only bugs are thrown. */
export function createIam(deps: IamDeps): Iam {
  const { settings, house, record, hub, accountList, sessions, timing, now, log } = deps;
  const findName = createNameFinder(now);
  const census = createCensus(now);
  const whereIs = (accountId: AccountId): Where => ({
    account: accountList.label(accountId),
    actor: sessions.actor(),
  });

  async function read<T>(where: Where, work: () => Promise<T>): Promise<Read<T>> {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      const { code, message, temporary } = readFailure(error, where);
      log.warn({ code, temporary, account: where.account }, message);
      return { ok: false, code, message, temporary };
    }
  }

  /** Opens the request's session, works in it, and turns every expected error into a result. */
  async function attempted<R>(
    operation: IamOperation,
    attempt: Attempt,
    work: (context: StepContext) => Promise<R>,
  ): Promise<R | NotDone> {
    const { target, requestId, operations, signal } = attempt;
    if (signal.aborted) return retry('Chatelaine is stopping. It goes on after the start.', 0);
    const where = whereIs(target.accountId);
    try {
      const scope = scopeOf(target, [...(operations ?? []), operation], house.users.path);
      const session = await sessions.forWriting(target.accountId, requestId, scope);
      return await work({ session, attempt, where, timing });
    } catch (error) {
      const { code, message, temporary, afterMs, family } = readFailure(error, where);
      log.warn({ requestId, stepKey: attempt.stepKey, operation: operation.kind, family, code }, message);
      return temporary ? retry(message, afterMs ?? 5_000) : { kind: 'failed', code, message };
    }
  }

  return {
    inspect(target, needs, onBehalfOf) {
      return record.during((calls) =>
        read(whereIs(target.accountId), async () => {
          const { iam } = await sessions.forReading(target.accountId, onBehalfOf);
          const readAt = now().toISOString();
          const facts = await inspectAccount(iam, target, needs);
          return { accountId: target.accountId, readAt, ...facts, calls };
        }),
      );
    },
    prepare(operation, attempt) {
      return record.during(async (calls): Promise<Prepared> => {
        if (operation.kind !== 'create-access-key') return { kind: 'ready', preparation: {}, calls };
        const result = await attempted(operation, attempt, prepareAccessKey);
        return { ...result, calls };
      });
    },
    perform(operation, attempt) {
      return record.during(async (calls) => {
        const result = await attempted(operation, attempt, (context) => performStep(operation, context));
        return { ...result, calls };
      });
    },
    findName: (accountId, userName, options) =>
      read(whereIs(accountId), () =>
        findName(accountId, userName, async () => (await sessions.forReading(accountId)).iam, options?.fresh),
      ),
    census: (accountId, options) =>
      read(whereIs(accountId), () =>
        census(accountId, async () => (await sessions.forReading(accountId)).iam, options?.fresh),
      ),
    findAccessKey(accessKeyId) {
      const where = { account: 'the hub account', actor: 'Chatelaine’s credentials' };
      return read(where, async () => {
        const accounts = await accountList.accounts();
        const accountId =
          settings.mode.kind === 'single' ? accounts[0]?.id : await accountOfKey(hub.sts, accessKeyId);
        if (accountId === undefined || !accounts.some(({ id }) => id === accountId)) return undefined;
        const userName = await userOfKey((await sessions.forReading(accountId)).iam, accessKeyId);
        return userName === undefined ? undefined : { accountId, userName };
      });
    },
  };
}
