import type { AwsSettings } from '../domain/aws-settings.ts';
import type { Check } from '../domain/check.ts';
import type { House } from '../domain/house.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Read } from '../domain/outcome.ts';
import type { Iam, Inventory, Organization } from '../workflows/ports.ts';
import { createCallRecord, type OnCall } from './call-record.ts';
import { type CredentialSource, createConnector } from './connector.ts';
import { checkAws } from './doctor.ts';
import { readFailure } from './errors.ts';
import { createHub } from './hub.ts';
import { createIam } from './iam.ts';
import { createCentralRoot } from './inventory/central-root.ts';
import { createInventory } from './inventory.ts';
import { createAccountList } from './organization.ts';
import { createSessions } from './sessions.ts';
import { type Timing, usualTiming } from './timing.ts';

export interface Aws {
  readonly iam: Iam;
  readonly organization: Organization;
  readonly inventory: Inventory;
  /** Who the bot is, before it goes into any account. */
  identity(): Promise<Read<{ readonly accountId: AccountId; readonly arn: string }>>;
  /** For `doctor`: everything AWS-sided that must be right, with how to mend it. */
  checks(): Promise<readonly Check[]>;
  /** Lets go of open connections. */
  close(): void;
}

export interface AwsDeps {
  readonly settings: AwsSettings;
  readonly house: House;
  readonly log: { warn(fields: object, message: string): void };
  /** Instead of the SDK's default chain (environment, profile, container, instance). */
  readonly credentials?: CredentialSource;
  /** Shortened by tests. */
  readonly timing?: Partial<Timing>;
  readonly now?: () => Date;
  readonly onCall?: OnCall;
}

/** Everything that the bot does to AWS. Nothing is asked of AWS before the first use. */
export function createAws(deps: AwsDeps): Aws {
  const { settings, house, log, now = () => new Date() } = deps;
  const timing = { ...usualTiming, ...deps.timing };
  const record = createCallRecord(now, deps.onCall);
  const connector = createConnector(settings, record, timing, deps.credentials);
  const hub = createHub(settings, connector);
  const accountList = createAccountList({ settings, house, connector, hub, now });
  const sessions = createSessions({
    settings,
    partition: house.users.partition,
    connector,
    hub,
    label: accountList.label,
  });
  const hubWords = { account: 'the hub account', actor: 'Chatelaine’s credentials' };

  async function read<T>(work: () => Promise<T>): Promise<Read<T>> {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      const { code, message, temporary } = readFailure(error, hubWords);
      log.warn({ code, temporary }, message);
      return { ok: false, code, message, temporary };
    }
  }

  return {
    iam: createIam({ settings, house, record, hub, accountList, sessions, timing, now, log }),
    inventory: createInventory({
      ...{ house, accountList, sessions, timing, now, log },
      isRootCentral: createCentralRoot(settings, connector, hub, now),
    }),
    organization: { accounts: (options) => read(() => accountList.accounts(options)) },
    identity: () => read(() => hub.identity()),
    checks: () => checkAws({ settings, house, connector, hub, accountList, sessions }),
    close: () => connector.close(),
  };
}
