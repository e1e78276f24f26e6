import { objectsIn, textOf } from '../json.ts';
import { postMessage } from '../messages.ts';
import type { Json, JsonObject, SlackFile } from '../model.ts';
import type { World } from '../world.ts';
import { ApiError, invalidArguments } from './api-error.ts';
import type { Method, MethodCall } from './method.ts';
import { postableChannel } from './reach.ts';

/** Uploading in three steps: a URL, the bytes, and completion with a share. */

export function uploadPath(fileId: string): string {
  return `/upload/v1/${fileId}`;
}

/** Takes the bytes. False when there is no such upload or the length is not as announced. */
export function receiveUpload(world: World, path: string, content: Buffer): boolean {
  const file = world.files.get(path.slice(uploadPath('').length));
  if (file === undefined || file.complete || content.length !== file.size) return false;
  world.files.set(file.id, { ...file, content });
  return true;
}

export function publicFile(world: World, id: string): SlackFile | undefined {
  const file = world.files.get(id);
  if (file === undefined) return undefined;
  const { content: _content, complete: _complete, ...shown } = file;
  return shown;
}

const mimetypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
};

export const fileMethods: readonly Method[] = [
  {
    name: 'files.getUploadURLExternal',
    scopes: ['files:write'],
    answer({ core, args }) {
      const name = args.required('filename');
      const size = args.integer('length', 0);
      if (size === 0) throw invalidArguments('missing required field: length');
      const id = core.world.nextId('F');
      const altText = args.text('alt_txt') ?? args.text('alt_text');
      core.world.files.set(id, {
        id,
        name,
        title: name,
        size,
        mimetype: mimetypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        urlPrivate: `${core.baseUrl()}/files/${id}/${encodeURIComponent(name)}`,
        ...(altText === undefined ? {} : { altText }),
        content: Buffer.alloc(0),
        complete: false,
      });
      return { upload_url: `${core.baseUrl()}${uploadPath(id)}`, file_id: id };
    },
  },
  {
    name: 'files.completeUploadExternal',
    scopes: ['files:write'],
    answer(call) {
      const { world } = call.core;
      const files = objectsIn(call.args.json('files')).map((entry) => completed(world, entry));
      if (files.length === 0) throw invalidArguments('missing required field: files');
      share(call, files);
      return { files: files.map((file): Json => ({ id: file.id, title: file.title })) };
    },
  },
];

function completed(world: World, entry: JsonObject): SlackFile {
  const id = textOf(entry.id) ?? '';
  const file = world.files.get(id);
  if (file === undefined) throw new ApiError('file_not_found');
  if (file.content.length !== file.size) throw new ApiError('file_not_uploaded');
  world.files.set(id, { ...file, title: textOf(entry.title) ?? file.title, complete: true });
  const shown = publicFile(world, id);
  if (shown === undefined) throw new ApiError('file_not_found');
  return shown;
}

function share(call: MethodCall, files: readonly SlackFile[]): void {
  const { core, args } = call;
  const { app } = core.world.seed;
  const target = args.text('channel_id');
  if (target === undefined) return;
  const threadTs = args.text('thread_ts');
  postMessage(core, postableChannel(call, target), {
    text: args.text('initial_comment') ?? '',
    user: app.botUserId,
    botId: app.botId,
    files,
    ...(threadTs === undefined ? {} : { threadTs }),
  });
}
