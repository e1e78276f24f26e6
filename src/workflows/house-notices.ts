import type { House } from '../domain/house.ts';
import { canonicalJson, sha256 } from '../domain/json.ts';
import type { MessageView } from '../domain/message.ts';
import { wayWords } from '../policy/guard.ts';
import type { Chat, Store } from './ports.ts';

export interface NoticeDeps {
  readonly store: Store;
  readonly chat: Chat;
  readonly house: House;
}

/** How long a change is looked for in the audit channel, in days: afterwards a missing message was deleted, not lost. */
const announcedWithinDays = 7;

/**
 * A changed configuration is an audit event with the sections that changed: an approver added in the file doesn't go
 * unseen. Called at start; nothing happens when nothing changed.
 */
export async function noteConfiguration(
  sections: Readonly<Record<string, unknown>>,
  { store }: Pick<NoticeDeps, 'store'>,
): Promise<void> {
  const now = Object.entries(sections).map(
    ([name, value]) => `${name} ${sha256(canonicalJson(value)).slice(0, 16)}`,
  );
  const [last] = await store.read((reader) => reader.audit({ kind: 'configuration-changed' }, 1));
  const before = last?.details?.sections;
  const known = Array.isArray(before) ? before : [];
  const changed = [...now, ...known]
    .filter((section) => !(now.includes(section) && known.includes(section)))
    .map((section) => section.split(' ')[0] ?? section);
  const names = [...new Set(changed)];
  if (names.length === 0) return;
  await store.transaction(async (tx) => {
    const details = { sections: now, changed: names };
    const actor = { kind: 'bot', part: 'start' } as const;
    await tx.append([{ kind: 'configuration-changed', at: await tx.now(), actor, details }]);
  }, 'configuration');
}

/** Each bundle's accepted statements as a section of its own, so that an exception is named and not just “bundles”. */
export function acceptedStatements(house: House): Readonly<Record<string, unknown>> {
  const excepted = house.bundles.filter(({ accept }) => accept.length > 0);
  return Object.fromEntries(excepted.map(({ id, accept }) => [acceptSection(id), accept]));
}

const acceptSection = (bundle: string) => `bundles/${bundle}/accept`;

/** The latest change as a message in the audit channel, unless it is there: who noted it may have died before posting it. */
export async function postConfiguration(deps: NoticeDeps): Promise<void> {
  const { entries, now } = await deps.store.read(async (reader) => ({
    entries: await reader.audit({ kind: 'configuration-changed' }, 2),
    now: await reader.now(),
  }));
  const last = entries.at(-1);
  if (!last || Date.parse(now) - Date.parse(last.at) > announcedWithinDays * 86_400_000) return;
  const changed = Array.isArray(last.details?.changed) ? last.details.changed : [];
  const what =
    entries.length > 1
      ? `Changed: ${changed.join(', ')}. Whoever didn’t expect that should look at the file and its history.`
      : 'Chatelaine started here for the first time, with an audit chain of its own.';
  const text = `${what}${exceptions(changed, deps.house)}`;
  await post(`configuration/${last.at}`, { kind: 'notice', title: 'Configuration', text }, last.at, deps);
}

/** What is given from now on although it opens a way to more permissions, and why. */
function exceptions(changed: readonly unknown[], { bundles }: House): string {
  return bundles
    .filter(({ id }) => changed.includes(acceptSection(id)))
    .flatMap(({ title, accept }) =>
      accept.map(
        ({ path, reason }) =>
          ` ▲ The bundle ${title} is given although it can ${wayWords(path)}: ${reason.replace(/\.$/, '')}.`,
      ),
    )
    .join('');
}

/** The chain's head, once a day, in a place that the database can't reach: what is cut off later can be shown to be missing. */
export async function postAuditHead(deps: NoticeDeps): Promise<void> {
  const now = await deps.store.read((reader) => reader.now());
  const day = now.slice(0, 10);
  const verdict = await deps.store.verifyAudit();
  const message: MessageView = verdict.ok
    ? {
        kind: 'notice',
        title: `Audit chain, ${day}`,
        text: `${verdict.entries} entries, head ${verdict.head}.`,
      }
    : {
        kind: 'notice',
        title: `▲ Audit chain broken, ${day}`,
        text: `Entry ${verdict.brokenAt} of ${verdict.entries}: ${verdict.why} Tell security now; nothing after it can be trusted.`,
      };
  await post(`audit-head/${day}/${verdict.ok}`, message, `${day}T00:00:00.000Z`, deps);
}

async function post(
  key: string,
  message: MessageView,
  since: string,
  { store, chat, house }: NoticeDeps,
): Promise<void> {
  await store.exclusively(`notice/${key}`, async () => {
    if (await chat.find(house.channels.audit, key, { since })) return;
    await chat.post(house.channels.audit, message, { key });
  });
}
