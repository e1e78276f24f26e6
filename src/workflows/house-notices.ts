import type { House } from '../domain/house.ts';
import { canonicalJson, sha256 } from '../domain/json.ts';
import type { MessageView } from '../domain/message.ts';
import type { Chat, Store } from './ports.ts';

export interface NoticeDeps {
  readonly store: Store;
  readonly chat: Chat;
  readonly house: House;
}

/**
 * A changed configuration is an audit event and a message in the audit channel, with the sections that changed: an
 * approver added in the file doesn't go unseen. Called at start; says nothing when nothing changed.
 */
export async function noteConfiguration(
  sections: Readonly<Record<string, unknown>>,
  deps: NoticeDeps,
): Promise<void> {
  const now = Object.entries(sections).map(
    ([name, value]) => `${name} ${sha256(canonicalJson(value)).slice(0, 16)}`,
  );
  const [last] = await deps.store.read((reader) => reader.audit({ kind: 'configuration-changed' }, 1));
  const before = last?.details?.sections;
  const known = Array.isArray(before) ? before : [];
  const changed = [...now, ...known]
    .filter((section) => !(now.includes(section) && known.includes(section)))
    .map((section) => section.split(' ')[0] ?? section);
  const names = [...new Set(changed)];
  if (names.length === 0) return;
  const at = await deps.store.transaction(async (tx) => {
    const at = await tx.now();
    const details = { sections: now, changed: names };
    await tx.append([{ kind: 'configuration-changed', at, actor: { kind: 'bot', part: 'start' }, details }]);
    return at;
  }, 'configuration');
  const text = last
    ? `Changed: ${names.join(', ')}. Whoever didn’t expect that should look at the file and its history.`
    : 'Chatelaine started here for the first time, with an audit chain of its own.';
  await post(`configuration/${at}`, { kind: 'notice', title: 'Configuration', text }, at, deps);
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
  { chat, house }: NoticeDeps,
): Promise<void> {
  if (await chat.find(house.channels.audit, key, { since })) return;
  await chat.post(house.channels.audit, message, { key });
}
