import type { BulletinMessage } from './bulletin.ts';
import type { Account } from './house.ts';
import type { ChannelId, RequestId, SlackUserId, UserGroupId } from './ids.ts';
import type { ReadyAnswer } from './ready-answer.ts';
import type { RequestView } from './request-view.ts';
import type { UserRef } from './user.ts';

/** Where a message lives. `ts` names it within its channel. */
export interface MessageRef {
  readonly channel: ChannelId;
  readonly ts: string;
}

/** What a message says, without saying how it looks: drawn by `slack/blocks`. */
export type MessageView =
  | { readonly kind: 'request-card'; readonly view: RequestView }
  | { readonly kind: 'request-status'; readonly view: RequestView }
  | {
      readonly kind: 'reminder';
      readonly view: RequestView;
      readonly mention: readonly Mention[];
      readonly reminder: number;
    }
  | { readonly kind: 'escalation'; readonly view: RequestView; readonly mention: readonly Mention[] }
  /** In the card's thread: the plan or an approval no longer holds, and why it is asked again. */
  | { readonly kind: 'asked-again'; readonly view: RequestView; readonly mention: readonly Mention[] }
  /** To the requester: denied, expired, stopped at a failure, taken back. */
  | { readonly kind: 'decided'; readonly view: RequestView }
  | { readonly kind: 'hand-over'; readonly view: RequestView }
  /** To the user's owner: what the request waits for before its next stage, with the answers; `hold` is its place in `request.holds`. */
  | { readonly kind: 'gate'; readonly view: RequestView; readonly hold: number }
  | {
      readonly kind: 'gate-reminder';
      readonly view: RequestView;
      readonly hold: number;
      readonly reminder: number;
    }
  /** To those whom a change concerns and who didn't ask for it: done, by whom, and why. */
  | { readonly kind: 'told'; readonly view: RequestView }
  /** To the same and the requester: the day has come on which somebody has to decide what becomes of it. */
  | { readonly kind: 'term-over'; readonly view: RequestView }
  /** To the user's owner: somebody who may not do it asks them to. */
  | {
      readonly kind: 'asks-owner';
      readonly by: SlackUserId;
      readonly action: string;
      readonly user: UserRef;
      readonly account: Account;
    }
  /** To whoever asked what needs access: the answer, to be copied where they work. */
  | { readonly kind: 'ready-answer'; readonly answer: ReadyAnswer }
  /** About the house or about findings, not about a request. */
  | BulletinMessage;

export type Mention =
  | { readonly kind: 'person'; readonly id: SlackUserId }
  | { readonly kind: 'group'; readonly id: UserGroupId };

/** A message that should exist. Reconciled by key: posted once, then kept up to date or left as it was. */
export interface Post {
  /** Unique for ever, for example `IAM-42/card`; also in the message's metadata, to find it after a lost answer. */
  readonly key: string;
  readonly requestId: RequestId;
  readonly to:
    | { readonly kind: 'channel'; readonly channel: ChannelId }
    | { readonly kind: 'person'; readonly person: SlackUserId };
  /** The key of the post in whose thread it belongs. */
  readonly inThreadOf?: string;
  readonly keepUpToDate: boolean;
  readonly message: MessageView;
}
