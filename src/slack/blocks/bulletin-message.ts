import type { BulletinMessage } from '../../domain/bulletin.ts';
import { alert } from './alert.ts';
import { attentionMessage } from './attention.ts';
import { digestMessage, digestPage } from './digest.ts';
import { drift } from './drift.ts';
import type { Drawn } from './message.ts';
import { notice } from './thread-notes.ts';
import { whose } from './whose.ts';

/** What the bot says by itself about findings and about the house. */
export function bulletinMessage(message: BulletinMessage): Drawn {
  switch (message.kind) {
    case 'digest':
      return digestMessage(message);
    case 'digest-page':
      return digestPage(message);
    case 'alert':
      return alert(message);
    case 'drift':
      return drift(message);
    case 'attention':
      return attentionMessage(message);
    case 'whose':
      return whose(message);
    case 'notice':
      return notice(message);
  }
}
