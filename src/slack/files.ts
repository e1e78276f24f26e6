import type { File } from '../workflows/findings-ports.ts';
import { type Chat, Unavailable } from '../workflows/ports.ts';
import { asking, type WebApi } from './web-api.ts';

const timeoutMs = 20_000;

/** Files in Slack's three steps: an address, the bytes, and the end of it, which may show the file somewhere. */
export function makeFiles({ read, write }: WebApi): Pick<Chat, 'keepPicture' | 'shareFile' | 'findFile'> {
  async function send({ name, content, alt }: File): Promise<string> {
    const { upload_url: url, file_id: id } = await asking('Sending a file', () =>
      write.files.getUploadURLExternal({
        filename: name,
        length: content.length,
        ...(alt === undefined ? {} : { alt_text: alt }),
      }),
    );
    if (url === undefined || id === undefined) throw new Unavailable('Slack gave no place for a file.');
    const body = new Blob([new Uint8Array(content)]);
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) }).catch(
      (cause: unknown) => {
        throw new Unavailable('Sending a file: Slack can’t be reached.', { cause });
      },
    );
    await response.arrayBuffer();
    if (!response.ok) throw new Unavailable(`Sending a file: Slack answered ${response.status}.`);
    return id;
  }

  return {
    async keepPicture(picture) {
      const id = await send(picture);
      await asking('Sending a file', () =>
        write.files.completeUploadExternal({ files: [{ id, title: picture.title }] }),
      );
      return id;
    },

    async shareFile(thread, file) {
      const id = await send(file);
      await asking('Sending a file', () =>
        write.files.completeUploadExternal({
          files: [{ id, title: file.title }],
          channel_id: thread.channel,
          thread_ts: thread.ts,
        }),
      );
    },

    async findFile(thread, name) {
      let cursor: string | undefined;
      do {
        const page = await asking('Looking for a file', () =>
          read.conversations.replies({
            channel: thread.channel,
            ts: thread.ts,
            limit: 200,
            ...(cursor ? { cursor } : {}),
          }),
        );
        const files = (page.messages ?? []).flatMap((message) =>
          'files' in message ? filesOf(message.files) : [],
        );
        if (files.includes(name)) return true;
        cursor = page.response_metadata?.next_cursor || undefined;
      } while (cursor);
      return false;
    },
  };
}

function filesOf(files: unknown): readonly string[] {
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: unknown) =>
    typeof file === 'object' && file !== null && 'name' in file && typeof file.name === 'string'
      ? [file.name]
      : [],
  );
}
