import type { Button } from '@slack/types';
import type { ChangeRequest } from '../../domain/change-request.ts';
import type { OperationKind } from '../../domain/operation.ts';
import { oneLine } from './text.ts';
import { beginButton } from './user-buttons.ts';

/** What a finished action means for those who live with the user, and what they can do about it. */
export interface ActionWords {
  readonly done: string;
  readonly means: string;
  readonly todo?: string;
  /** The action that takes it back, as a button. */
  readonly back?: Button;
}

export function wordsFor(request: ChangeRequest): ActionWords {
  const { target } = request;
  const user = oneLine(target.userName, 64);
  const keyId = keyOf(request);
  const key = keyId ? `The key …${keyId.slice(-4)} of ${user}` : `A key of ${user}`;
  const isBounded = hasOperation(request, 'put-user-boundary');
  const accessKey = keyId === undefined ? {} : { accessKeyId: keyId };
  switch (request.action) {
    case 'tag-user':
      return { done: `The tags of ${user} were changed.`, means: 'Nothing else about the user has changed.' };
    case 'claim-user':
      return {
        done: `${user} has an owner now.`,
        means: 'Whoever owns it answers for it, and can change its tags and keys.',
      };
    case 'exempt-finding':
      return {
        done: `A finding about ${user} was accepted.`,
        means: 'It asks nobody for anything until its last day; then it counts again by itself.',
      };
    case 'extend-user':
      return {
        done: `The end date of ${user} was moved.`,
        means: 'Until its new last day the user and its keys go on working.',
      };
    case 'disable-access-key':
      return {
        done: `${key} was disabled.`,
        means: 'AWS refuses whatever still uses it. The key itself is kept.',
        todo: 'If something has stopped that is still needed, enable the key again.',
        back: beginButton('enable-access-key', 'Enable again…', target, accessKey),
      };
    case 'enable-access-key':
      return {
        done: `${key} was enabled.`,
        means: 'Whoever holds its secret can use it again.',
        todo: 'If you know of no reason for that, disable it again.',
        back: beginButton('disable-access-key', 'Disable again…', target, accessKey),
      };
    case 'delete-access-key':
      return {
        done: `${key} was deleted.`,
        means: 'It is gone for good and can’t be brought back.',
        todo: 'Remove it from wherever it is still configured.',
      };
    case 'quarantine-user':
      return {
        done: `${user} is in quarantine.`,
        means: 'Everything is denied to it and its keys are disabled. Nothing was deleted.',
        todo: 'Find out what has happened before anything else. When it is safe again, restore it: that gives back exactly what was there.',
        back: beginButton('restore-user', 'Restore…', target),
      };
    case 'restore-user':
      return {
        done: `${user} is out of quarantine.`,
        means: 'It may do what it could do before. Keys that were disabled before stay disabled.',
        todo: 'See whether what runs with it works again.',
      };
    case 'create-access-key':
      return {
        done: `${user} has a new access key.`,
        means: 'Where its secret is was told to whoever asked for it. The other keys work as before.',
        todo: 'If nobody was meant to have one, disable it: /iam show lists the keys.',
      };
    case 'rotate-access-key':
      return {
        done: `The access key of ${user} was rotated.`,
        means: 'The new key does the work; the old one is deleted for good.',
        todo: 'Remove the old key from wherever it is still configured.',
      };
    case 'transfer-user':
      return {
        done: `${user} has changed hands.`,
        means: 'Its new owner answers for it from now on, and can change its tags and keys.',
      };
    case 'adopt-user':
      return {
        done: `${user} is looked after here now.`,
        means: `It has an owner and its tags${isBounded ? ', and a permissions boundary' : ''}. Its keys were not touched.`,
        ...(isBounded
          ? { todo: 'See whether what runs with it still works: the boundary limits what it may do.' }
          : {}),
      };
    case 'change-access':
      return {
        done: `What ${user} may do was changed.`,
        means: 'The full plan lists what it may now and could not before, and what it no longer may.',
        todo: 'See whether what runs with it still works. AWS takes a minute or so to apply it everywhere.',
      };
    case 'remove-login-profile':
      return {
        done: `The console password of ${user} was removed.`,
        means: 'Nobody can sign in to the console with it any more. Its access keys were not touched.',
        todo: 'Whoever still needs the console goes through Identity Center.',
      };
    case 'offboard-user':
      return {
        done: `${user} is gone.`,
        means: 'The user and everything that hung on it were deleted for good.',
        todo: 'Remove its keys from wherever they are still configured.',
      };
    default:
      return { done: 'It is done.', means: 'The request’s message has the details.' };
  }
}

function hasOperation({ plan }: ChangeRequest, kind: OperationKind): boolean {
  return plan.stages.some((stage) => stage.operations.some((operation) => operation.kind === kind));
}

function keyOf(request: ChangeRequest): string | undefined {
  const ids = request.plan.stages
    .flatMap((stage) => stage.operations)
    .flatMap((operation) => ('accessKeyId' in operation ? [operation.accessKeyId] : []));
  return ids[0];
}
