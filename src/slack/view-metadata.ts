import { z } from 'zod';
import { ChannelId, RequestId } from '../domain/ids.ts';

/** What a modal about a request remembers: ids only, because a client can forge it. */
const ViewMetadata = z.strictObject({
  request: RequestId,
  channel: ChannelId.optional(),
  thread: z.string().max(32).optional(),
});
export type ViewMetadata = z.infer<typeof ViewMetadata>;

export const writeMetadata = (metadata: ViewMetadata): string => JSON.stringify(metadata);

/** Undefined for anything that this bot didn't write. */
export function readMetadata(text: string): ViewMetadata | undefined {
  try {
    return ViewMetadata.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
