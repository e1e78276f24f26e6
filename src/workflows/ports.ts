import type { AuditEvent } from '../domain/audit-event.ts';
import type { ChangeRequest } from '../domain/change-request.ts';
import type { FactNeeds, Facts } from '../domain/facts.ts';
import type { Account } from '../domain/house.ts';
import type {
  AccessKeyId,
  AccountId,
  ChannelId,
  RequestId,
  SlackUserId,
  StepKey,
  UserGroupId,
  UserName,
} from '../domain/ids.ts';
import type { Inventory as AccountInventory, Reading, UserReading } from '../domain/inventory.ts';
import type { Job } from '../domain/job.ts';
import type { Json } from '../domain/json.ts';
import type { MessageRef, MessageView } from '../domain/message.ts';
import type { IamOperation } from '../domain/operation.ts';
import type { Outcome, Prepared, Read } from '../domain/outcome.ts';
import type { PersonFacts, Workspace } from '../domain/person.ts';
import type { Preparation, Step } from '../domain/step.ts';
import type { Tag, UserRef } from '../domain/user.ts';
import type { File, FindingsReader, FindingsWriter } from './findings-ports.ts';

/** AWS, as far as workflows may see it. Expected failures are values; a thrown error is a bug. */
export interface Iam {
  /** Reads what planning needs. `onBehalfOf` names the STS session; reads before a request exists pass nothing. */
  inspect(target: UserRef, needs: FactNeeds, onBehalfOf?: RequestId): Promise<Read<Facts>>;
  /** Reads what must be on record before the operation, so that a lost answer can be told from no answer. */
  prepare(operation: IamOperation, attempt: Attempt): Promise<Prepared>;
  /** Looks whether it is done already, does it otherwise, at most once. */
  perform(operation: IamOperation, attempt: Attempt): Promise<Outcome>;
  /** Whether the name is free in the account whatever its case; the existing name if not. Cached for a minute, unless `fresh`. */
  findName(
    accountId: AccountId,
    userName: string,
    options?: { readonly fresh?: boolean },
  ): Promise<Read<UserName | undefined>>;
  /** Every user of the account with tags and key-independent facts, from one paged call. Cached for five minutes, unless `fresh`. */
  census(accountId: AccountId, options?: { readonly fresh?: boolean }): Promise<Read<readonly CensusEntry[]>>;
  /** The account and user behind an access key id. */
  findAccessKey(accessKeyId: AccessKeyId): Promise<Read<UserRef | undefined>>;
}

/** A user as `GetAccountAuthorizationDetails` lists it. */
export interface CensusEntry {
  readonly user: UserRef;
  readonly createdAt: string;
  readonly tags: readonly Tag[];
}

export interface Attempt {
  readonly requestId: RequestId;
  readonly stepKey: StepKey;
  /** Pinned by UserId once known. */
  readonly target: UserRef;
  /** Which attempt this is, from 1. From 2 on, an earlier one may have been applied without anybody knowing. */
  readonly number: number;
  readonly preparation: Preparation;
  /** All operations of the request, which its session may then perform; this one alone if left out. */
  readonly operations?: readonly IamOperation[];
  readonly signal: AbortSignal;
}

export interface Organization {
  /** Accounts that the bot may work in, by name. Cached; `fresh` asks AWS again. */
  accounts(options?: { readonly fresh?: boolean }): Promise<Read<readonly Account[]>>;
}

/** What is in an account, read cheaply: about ten calls, and one more for each user with something stale about a key. */
export interface Inventory {
  /** Never fails: an account that can't be read comes as `unread`. `previous` saves what needn't be asked again. */
  read(account: Account, options?: { readonly previous?: AccountInventory }): Promise<Reading>;
  /**
   * One user afresh, after something was done to it; `domain/inventory-change` puts it into what is known. Of groups and policies
   * only those are read that `previous` doesn't know.
   */
  readUser(user: UserRef, options?: { readonly previous?: AccountInventory }): Promise<Read<UserReading>>;
}

/** Slack's people and places, looked up afresh. Throws `Unavailable` when Slack can't be asked. */
export interface Directory {
  home(): Promise<Workspace>;
  person(id: SlackUserId): Promise<PersonFacts | undefined>;
  members(group: UserGroupId): Promise<readonly SlackUserId[]>;
  channel(
    id: ChannelId,
  ): Promise<{ readonly name: string; readonly isShared: boolean; readonly isPrivate: boolean } | undefined>;
}

/** Posting. Throws `Unavailable` when Slack can't be asked; then nothing is known, and the post is looked for first. */
export interface Chat {
  /** The same for messages that read the same: what reads as before needs no update. */
  fingerprint(message: MessageView): string;
  post(
    to: ChannelId | SlackUserId,
    message: MessageView,
    options: { readonly key: string; readonly thread?: MessageRef },
  ): Promise<MessageRef>;
  update(
    ref: MessageRef,
    message: MessageView,
    options: { readonly key: string },
  ): Promise<'updated' | 'gone'>;
  /** Looks for the bot's own message by the key in its metadata, among what was posted since `since` (ISO 8601). */
  find(
    to: ChannelId | SlackUserId,
    key: string,
    options: { readonly since: string; readonly thread?: MessageRef },
  ): Promise<MessageRef | undefined>;
  /** Gives Slack a picture without showing it anywhere yet; the id is for a message's picture. */
  keepPicture(picture: File): Promise<string>;
  /** Shows a file in a thread. Not repeatable: after a lost answer look for it by its name. */
  shareFile(thread: MessageRef, file: File): Promise<void>;
  findFile(thread: MessageRef, name: string): Promise<boolean>;
  /** A sentence that only this person sees, where they clicked. */
  whisper(
    to: { readonly person: SlackUserId; readonly channel?: ChannelId; readonly thread?: string },
    text: string,
  ): Promise<void>;
}

/** The other side can't be asked just now. The work stays where it is and is tried again. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly afterMs: number | undefined;
  /** Nothing is wrong: it was only too much at once. */
  readonly isRateLimit: boolean;
  constructor(
    what: string,
    options: { readonly cause?: unknown; readonly afterMs?: number; readonly isRateLimit?: boolean } = {},
  ) {
    super(what, { cause: options.cause });
    this.afterMs = options.afterMs;
    this.isRateLimit = options.isRateLimit ?? false;
  }
}

export interface Store {
  /** All or nothing. What `work` throws rolls back and is thrown again. The label names the commit in logs and crash tests. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, label?: string): Promise<T>;
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /** Runs `work` while no other replica runs anything under the same name; `busy` if somebody does. Freed when the process dies. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T | 'busy'>;
  /** Records a delivery before it is acknowledged: durable when it resolves. `seen` for a duplicate. Batched. */
  accept(delivery: Delivery): Promise<'new' | 'seen'>;
  verifyAudit(): Promise<AuditVerdict>;
  /** Forgets finished deliveries after 48 h and drafts after two days. */
  purge(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  | { readonly ok: false; readonly entries: number; readonly brokenAt: number; readonly why: string };

/** Something a person did in Slack, parsed, with the key that makes it unique. */
export interface Delivery {
  readonly key: string;
  readonly intent: Json;
}

export interface Reader extends FindingsReader {
  /** Database time (plus the sandbox's offset), ISO 8601 in UTC with milliseconds. */
  now(): Promise<string>;
  request(id: RequestId): Promise<ChangeRequest | undefined>;
  /** Newest first. */
  requestsBy(person: SlackUserId, limit: number): Promise<readonly ChangeRequest[]>;
  requestsAbout(
    user: { readonly accountId?: AccountId; readonly userName: string },
    limit: number,
  ): Promise<readonly ChangeRequest[]>;
  requestsInState(
    states: readonly ChangeRequest['state'][],
    limit: number,
  ): Promise<readonly ChangeRequest[]>;
  /** How many requests have not ended: of this person, and of everybody. */
  openRequests(person: SlackUserId): Promise<{ readonly own: number; readonly all: number }>;
  dueRequests(now: string, limit: number): Promise<readonly RequestId[]>;
  /** Approved, executing or undoing, and untouched for so long that their job must have been lost. */
  stalledRequests(untouchedSince: string, limit: number): Promise<readonly RequestId[]>;
  /** Requests whose messages lag behind their version. */
  unannouncedRequests(untouchedSince: string, limit: number): Promise<readonly RequestId[]>;
  steps(requestId: RequestId): Promise<readonly Step[]>;
  /** About a request, a user, or the house itself (`kind`); the latest ones, oldest first. */
  audit(
    of:
      | { readonly requestId: RequestId }
      | { readonly accountId?: AccountId; readonly userName: string }
      | { readonly kind: 'configuration-changed' },
    limit: number,
  ): Promise<readonly AuditEntry[]>;
  /** How many things that asked for access since then (ISO 8601) have a role instead of a user. */
  usersAvoided(since: string): Promise<number>;
  posts(requestId: RequestId): Promise<readonly PostRow[]>;
  draft(id: string): Promise<Draft | undefined>;
  /** Deliveries that were acknowledged and whose effect is not on record, oldest first. */
  unfinishedDeliveries(acceptedBefore: string, limit: number): Promise<readonly Delivery[]>;
}

export interface Transaction extends Reader, FindingsWriter {
  /** One transaction at a time about a user, whatever the case of its name. Taken before any request's lock. */
  lockUser(user: Pick<UserRef, 'accountId' | 'userName'>): Promise<void>;
  lockRequest(id: RequestId): Promise<ChangeRequest | undefined>;
  nextRequestNumber(): Promise<number>;
  /** Version 1 inserts; any other version replaces exactly the one before it, or throws. */
  saveRequest(request: ChangeRequest): Promise<void>;
  /** Announced up to this version. */
  markAnnounced(requestId: RequestId, version: number): Promise<void>;
  /** Takes over the execution of a request: whoever held it before fails at `holdsRun`. */
  takeRun(requestId: RequestId, token: string): Promise<void>;
  holdsRun(requestId: RequestId, token: string): Promise<boolean>;
  saveStep(step: Step): Promise<void>;
  append(events: readonly AuditEvent[]): Promise<void>;
  enqueue(jobs: readonly Job[]): Promise<void>;
  savePost(row: PostRow): Promise<void>;
  /** A draft, locked until the transaction ends. */
  lockDraft(id: string): Promise<Draft | undefined>;
  saveDraft(draft: Draft): Promise<void>;
  deleteDraft(id: string): Promise<void>;
  /** True once: the caller owns the delivery's only effect, which it commits in this transaction. */
  finishDelivery(key: string): Promise<boolean>;
}

export interface AuditEntry extends AuditEvent {
  readonly sequence: number;
  readonly hash: string;
  /** Whether its hash follows from its content and its predecessor's hash under the key: nobody without the key wrote it. */
  readonly authentic: boolean;
}

/** A message on record: intended before it is posted, so that a lost answer is looked for instead of repeated. */
export interface PostRow {
  readonly key: string;
  readonly requestId: RequestId;
  readonly intendedAt: string;
  readonly ref?: MessageRef;
  /** Hash of what it says now. */
  readonly contentHash?: string;
}

/** A form that somebody is filling in. Slack only ever holds its id. */
export interface Draft {
  readonly id: string;
  readonly by: SlackUserId;
  readonly createdAt: string;
  readonly content: Json;
}
