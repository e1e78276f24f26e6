import type { SlackMessage, SlackUser, SlackView } from './model.ts';

export type SlackUserErrorCode =
  /** The app did not answer within 3 seconds. */
  | 'operation_timeout'
  /** The app could not be reached, or answered with an error. */
  | 'dispatch_failed'
  /** The app answered with something Slack does not accept. */
  | 'bad_answer'
  /** No such element, view, message, option or command where the person looked. */
  | 'not_there'
  /** The person may not see or use it. */
  | 'no_access'
  /** Slack's client refuses the value or the submission. */
  | 'invalid_input';

/** Thrown with the sentence that the person would read in the Slack client. `detail` is for the developer. */
export class SlackUserError extends Error {
  readonly code: SlackUserErrorCode;
  readonly detail: string | undefined;
  constructor(code: SlackUserErrorCode, text: string, detail?: string) {
    super(text);
    this.name = 'SlackUserError';
    this.code = code;
    this.detail = detail;
  }
}

export type MessageRef = { readonly channel: string; readonly ts: string };
/** A message, or a view by its id. */
export type SurfaceRef = MessageRef | SlackMessage | string;

/** A select takes an option's value (or its text); multi-selects and checkboxes a list; dates `YYYY-MM-DD`. */
export type FieldValue = string | number | readonly string[] | null;

export interface ClickOptions {
  /** Which of several elements with the same action. */
  readonly blockId?: string;
  /** For a button: it must have this value (tells equal actions apart). */
  readonly value?: string;
  /** For selects, overflows, pickers: what is chosen. */
  readonly selected?: FieldValue;
  /** The answer to the element's confirm dialog. Default `accept`; `dismiss` sends nothing. */
  readonly confirm?: 'accept' | 'dismiss';
}

export type ClickResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'dismissed'; readonly title: string; readonly text: string }
  /** A button with a `url`: the browser opens it, and the app is told as well. */
  | { readonly kind: 'opened'; readonly url: string };

export type SubmitResult =
  | { readonly kind: 'closed' | 'cleared' | 'updated' | 'pushed' }
  | { readonly kind: 'errors'; readonly errors: { readonly [blockId: string]: string } };

export interface SuggestedOption {
  readonly text: string;
  readonly value: string;
  readonly description?: string;
  readonly group?: string;
}

/** A person at their Slack client. Everything that needs the app resolves when the app has acknowledged it. */
export interface Person {
  readonly user: SlackUser;
  /** `text` with the slash command, as `/iam request`. Resolves with the ephemeral or message that the ack made. */
  command(channelId: string, text: string): Promise<SlackMessage | undefined>;
  click(ref: SurfaceRef, actionId: string, options?: ClickOptions): Promise<ClickResult>;
  /** Fills inputs of a view, a message or the home; keys are action ids or block ids. */
  fill(ref: SurfaceRef, values: { readonly [actionOrBlockId: string]: FieldValue }): Promise<void>;
  /** Types into an external select and reads the options that the app offers. */
  suggest(ref: SurfaceRef, actionId: string, query: string): Promise<readonly SuggestedOption[]>;
  submit(viewId: string): Promise<SubmitResult>;
  /** Closes the view (or, with `all`, the whole stack), as the close button or the cross does. */
  close(viewId: string, options?: { readonly all?: boolean }): Promise<void>;
  shortcut(callbackId: string): Promise<void>;
  messageShortcut(callbackId: string, message: MessageRef): Promise<void>;
  /** Opens the app's Home tab: `app_home_opened`, then what was published for this person. */
  openHome(): Promise<void>;
  openMessagesTab(): Promise<void>;
  say(channelId: string, text: string, options?: { readonly threadTs?: string }): Promise<SlackMessage>;
  react(message: MessageRef, emoji: string): Promise<void>;
  join(channelId: string): Promise<void>;
  leave(channelId: string): Promise<void>;
  /** Marks a conversation as read. */
  read(channelId: string): void;
  /** The client is reloaded: ephemerals and open modals are gone. */
  reload(): void;

  /** The open modals, bottom first. */
  readonly modals: readonly SlackView[];
  /** The modal on top. */
  readonly modal: SlackView | undefined;
  readonly home: SlackView | undefined;
  /** Messages of a conversation that the person can see, oldest first, with thread replies, without ephemerals. */
  messages(channelId: string): readonly SlackMessage[];
  /** Ephemerals in one conversation, or in all. */
  ephemerals(channelId?: string): readonly SlackMessage[];
  /** The direct conversation with the app: its id and messages. */
  dm(): readonly SlackMessage[];
  dmId(): string;
  unread(channelId: string): number;
}
