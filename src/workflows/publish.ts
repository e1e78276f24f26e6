import type { Bulletin, BulletinMessage } from '../domain/bulletin.ts';
import { writeCsv } from '../domain/csv.ts';
import { digestTable } from '../domain/digest.ts';
import type { House } from '../domain/house.ts';
import type { MessageRef } from '../domain/message.ts';
import type { BulletinPost, Pictures } from './findings-ports.ts';
import { type Chat, type Directory, type Store, Unavailable } from './ports.ts';

export interface PublishDeps {
  readonly store: Store;
  readonly chat: Chat;
  readonly directory: Directory;
  readonly pictures: Pictures;
  readonly house: House;
  /** Aborted when the process is asked to stop: what isn't posted yet is left to the next one. */
  readonly stopping: AbortSignal;
  /** Waits so long, or until the process is asked to stop. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Slack lets about one message a second into a channel; longer than this it means something else, and the job comes back later. */
const longestPauseMs = 60_000;

/** Slack answers fewer questions about channels in a minute than a long thread has messages. */
const lookAgainAfterMs = 20_000;

/**
 * Posts a bulletin's messages and its table in their order, each once, from wherever it has got. Safe to call any number of times,
 * on any replica, after any crash. Throws `Unavailable` when Slack can't be asked; `busy` while another replica is at it.
 */
export async function publish(id: string, deps: PublishDeps): Promise<'done' | 'busy'> {
  return deps.store.exclusively(`publish/${id}`, async (): Promise<'done'> => {
    const { row, posts } = await deps.store.read(async (reader) => ({
      row: await reader.bulletin(id),
      posts: await reader.bulletinPosts(id),
    }));
    if (!row || row.endedAt !== undefined) return 'done';
    const known = new Map(posts.map((post) => [post.key, post]));
    const withheld = await postAll(row.bulletin, known, deps);
    await deps.store.transaction(async (tx) => {
      const at = await tx.now();
      await tx.endBulletin(id, withheld === undefined ? { at } : { at, withheld });
      if (withheld === undefined) return;
      const told: Bulletin = {
        id: `withheld/${id}`,
        to: { kind: 'channel', channel: deps.house.channels.security },
        messages: [{ kind: 'notice', title: 'Findings were not posted', text: withheld }],
      };
      // About itself it stays silent: there is no third place. That somebody has left is a finding of its own.
      if (
        id.startsWith('withheld/') ||
        row.bulletin.to.kind === 'person' ||
        !(await tx.addBulletin(told, at))
      )
        return;
      await tx.enqueue([{ queue: 'publish', bulletinId: told.id }]);
    }, 'publish/end');
    return 'done';
  });
}

/** Why the rest is withheld; undefined when all of it is posted. */
async function postAll(
  bulletin: Bulletin,
  known: ReadonlyMap<string, BulletinPost>,
  deps: PublishDeps,
): Promise<string | undefined> {
  let thread: MessageRef | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Chat itself looks at each post whether a channel is shared; whether it is public changes less often. */
  async function refused(): Promise<string | undefined> {
    if (performance.now() - lookedAt < lookAgainAfterMs) return undefined;
    const why = await refusedPlace(bulletin, deps);
    lookedAt = performance.now();
    return why;
  }
  for (const [index, message] of bulletin.messages.entries()) {
    const key = `${bulletin.id}/${index}`;
    const ref = await inTurn(deps, async () => {
      const withheld = known.get(key)?.ref ? undefined : await refused();
      return withheld ?? postOnce(key, bulletin, message, thread, known.get(key), deps);
    });
    if (typeof ref === 'string') return ref;
    thread ??= ref;
  }
  const { table } = bulletin;
  if (table === undefined || thread === undefined) return undefined;
  const place = thread;
  return inTurn(deps, async () => {
    const withheld = await refused();
    if (withheld === undefined) await shareTable(table, bulletin, place, known, deps);
    return withheld;
  });
}

/** Slack says how long to wait; for a moment that is done here, so that a long thread keeps its order and its pace. */
async function inTurn<T>({ pause, stopping }: PublishDeps, work: () => Promise<T>): Promise<T> {
  for (;;) {
    if (stopping.aborted) throw new Unavailable('The process is about to stop.');
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unavailable) || !error.isRateLimit) throw error;
      const { afterMs = longestPauseMs } = error;
      if (afterMs > longestPauseMs) throw error;
      await pause(afterMs);
    }
  }
}

/** Findings tell an attacker where to begin: never where strangers read, and in public channels only if the house allows it. */
async function refusedPlace(
  { to }: Bulletin,
  { directory, house }: PublishDeps,
): Promise<string | undefined> {
  if (to.kind === 'person') {
    const person = await directory.person(to.person);
    return person === undefined || person.deleted ? 'They have left.' : undefined;
  }
  const place = await directory.channel(to.channel);
  if (!place)
    return `The channel ${to.channel} is not there, or I am not in it. Invite me, or configure another.`;
  if (place.isShared)
    return `#${place.name} is shared with another workspace, or about to be. Findings never go there. Configure another channel.`;
  if (!place.isPrivate && !house.digest.publicChannels.includes(to.channel))
    return `#${place.name} is public. Findings go there only if digest.publicChannels names it. Allow it, or configure a private channel.`;
  return undefined;
}

async function postOnce(
  key: string,
  bulletin: Bulletin,
  message: BulletinMessage,
  thread: MessageRef | undefined,
  known: BulletinPost | undefined,
  deps: PublishDeps,
): Promise<MessageRef> {
  if (known?.ref) return known.ref;
  const { chat } = deps;
  const to = bulletin.to.kind === 'channel' ? bulletin.to.channel : bulletin.to.person;
  const post = known ?? (await intend(key, bulletin.id, deps));
  const found =
    known && (await chat.find(to, key, { since: known.intendedAt, ...(thread ? { thread } : {}) }));
  const options = { key, ...(thread ? { thread } : {}) };
  const ref = found ?? (await chat.post(to, await withPicture(message, bulletin.id, deps), options));
  await deps.store.transaction((tx) => tx.saveBulletinPost({ ...post, ref }), 'publish/posted');
  return ref;
}

/** A picture that can't be had is no reason to say nothing: the same is in the words. */
async function withPicture(
  message: BulletinMessage,
  id: string,
  { chat, pictures }: PublishDeps,
): Promise<BulletinMessage> {
  if (message.kind !== 'digest' || message.digest.history.length < 2) return message;
  try {
    const content = await pictures.trend(message.digest.history);
    const name = `trend-${id.replace(/[^\w.-]+/g, '-')}.png`;
    const pictureId = await chat.keepPicture({ name, title: 'Open findings week by week', content });
    return { ...message, pictureId };
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    return message;
  }
}

async function shareTable(
  { name, title, rows }: NonNullable<Bulletin['table']>,
  { id }: Bulletin,
  thread: MessageRef,
  known: ReadonlyMap<string, BulletinPost>,
  deps: PublishDeps,
): Promise<void> {
  const key = `${id}/table`;
  const before = known.get(key);
  if (before?.ref) return;
  const post = before ?? (await intend(key, id, deps));
  if (!before || !(await deps.chat.findFile(thread, name))) {
    const content = new TextEncoder().encode(writeCsv(digestTable(rows)));
    await deps.chat.shareFile(thread, { name, title, content });
  }
  await deps.store.transaction((tx) => tx.saveBulletinPost({ ...post, ref: thread }), 'publish/posted');
}

/** On record before Slack is asked, so that a lost answer is looked for and not repeated. */
async function intend(key: string, bulletinId: string, { store }: PublishDeps): Promise<BulletinPost> {
  return store.transaction(async (tx) => {
    const post: BulletinPost = { key, bulletinId, intendedAt: await tx.now() };
    await tx.saveBulletinPost(post);
    return post;
  }, 'publish/intend');
}
