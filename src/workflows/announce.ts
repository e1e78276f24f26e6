import type { House } from '../domain/house.ts';
import type { RequestId, SlackUserId } from '../domain/ids.ts';
import { canonicalJson } from '../domain/json.ts';
import type { MessageRef, Post } from '../domain/message.ts';
import { desiredPosts } from './desired-posts.ts';
import type { Chat, Organization, PostRow, Store } from './ports.ts';
import { viewRequest } from './request-view.ts';

export interface AnnounceDeps {
  readonly store: Store;
  readonly chat: Chat;
  /** Draws somebody's Home tab anew. A Home that stays old for a while is no fault, so what goes wrong is ignored. */
  readonly refreshHome: (person: SlackUserId) => Promise<void>;
  readonly organization: Organization;
  readonly house: House;
}

/**
 * Brings the messages of a request in line with its committed state: posts what is missing, updates what says
 * something else, leaves the rest. Safe to call any number of times. Throws `Unavailable` when Slack can't be asked.
 * `busy` while another replica is at it.
 */
export async function announce(requestId: RequestId, deps: AnnounceDeps): Promise<'done' | 'busy'> {
  return deps.store.exclusively(`announce/${requestId}`, async (): Promise<'done'> => {
    // What changes while messages are being posted is picked up by the next round.
    for (let announced = ''; ; ) {
      const state = await load(requestId, deps);
      if (!state) return 'done';
      if (state.content === announced) {
        for (const person of state.concerned) await deps.refreshHome(person).catch(() => undefined);
        return 'done';
      }
      const refs = new Map<string, MessageRef>();
      for (const post of state.posts) {
        const thread = post.inThreadOf === undefined ? undefined : refs.get(post.inThreadOf);
        refs.set(post.key, await reconcile(post, state.rows.get(post.key), thread, deps));
      }
      await deps.store.transaction((tx) => tx.markAnnounced(requestId, state.version), 'announce/mark');
      announced = state.content;
    }
  });
}

async function load(requestId: RequestId, { store, organization, house }: AnnounceDeps) {
  const accounts = await organization.accounts();
  return store.read(async (reader) => {
    const request = await reader.request(requestId);
    if (!request) return undefined;
    const view = viewRequest(
      request,
      await reader.steps(requestId),
      accounts.ok ? accounts.value : [],
      house,
    );
    const rows = new Map((await reader.posts(requestId)).map((row) => [row.key, row]));
    return {
      version: request.version,
      concerned: new Set([request.requestedBy, request.owner]),
      content: canonicalJson(view),
      posts: desiredPosts(view, house),
      rows,
    };
  });
}

/** One message: its row is committed before Slack is asked, so that a lost answer is looked for and not repeated. */
async function reconcile(
  post: Post,
  known: PostRow | undefined,
  thread: MessageRef | undefined,
  deps: AnnounceDeps,
): Promise<MessageRef> {
  const { store, chat } = deps;
  const contentHash = chat.fingerprint(post.message);
  if (known?.ref) {
    if (!post.keepUpToDate || known.contentHash === contentHash) return known.ref;
    if ((await chat.update(known.ref, post.message, { key: post.key })) === 'updated')
      return save({ ...known, contentHash });
  }
  const row =
    known ??
    (await keep({
      key: post.key,
      requestId: post.requestId,
      intendedAt: await store.read((reader) => reader.now()),
    }));
  const to = post.to.kind === 'channel' ? post.to.channel : post.to.person;
  const lost =
    known && !known.ref ? await chat.find(to, post.key, { since: known.intendedAt, thread }) : undefined;
  if (lost) {
    // What was found may show an older state.
    if (post.keepUpToDate) await chat.update(lost, post.message, { key: post.key });
    return save({ ...row, ref: lost, contentHash });
  }
  const ref = await chat.post(to, post.message, { key: post.key, thread });
  return save({ ...row, ref, contentHash });

  async function keep(next: PostRow): Promise<PostRow> {
    await store.transaction((tx) => tx.savePost(next), 'announce/post');
    return next;
  }
  async function save(next: PostRow & { readonly ref?: MessageRef }): Promise<MessageRef> {
    await keep(next);
    if (!next.ref) throw new Error(`The post ${next.key} has no place.`);
    return next.ref;
  }
}
