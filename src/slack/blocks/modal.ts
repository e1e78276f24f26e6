import type { KnownBlock, ModalView } from '@slack/types';
import { plain } from './text.ts';

export interface ModalLook {
  readonly title: string;
  readonly blocks: readonly KnownBlock[];
  readonly submit?: string;
  readonly close?: string;
  /** Opaque ids only: whoever holds the view can read and forge it. */
  readonly metadata?: string;
}

/** A modal within Slack's limits: titles of 24 characters, 100 blocks. */
export function modal(callbackId: string, look: ModalLook): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(look.title, 24),
    close: plain(look.close ?? 'Close', 24),
    ...(look.submit === undefined ? {} : { submit: plain(look.submit, 24) }),
    ...(look.metadata === undefined ? {} : { private_metadata: look.metadata }),
    blocks: look.blocks.slice(0, 100),
  };
}
