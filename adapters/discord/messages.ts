// A letter as a message of Discord: drawn, marked with its key, posted with the file that goes with it, edited.

import { type APIMessage, ComponentType, type RawFile, Routes } from 'discord.js';
import { SendFailure } from '../../src/app/announcer.ts';
import type { Call } from './calls.ts';
import type { DiscordMessage } from './components/message.ts';
import { marked, nonceOf } from './marks.ts';
import type { Method } from './pace.ts';

export interface MessageFile {
  name: string;
  content: string;
}

export interface Posting {
  channel: string;
  method: Extract<Method, 'post' | 'private'>;
  /** Of the letter. */
  key: string;
  message: DiscordMessage;
  file?: MessageFile | null;
  /** The message that stood for this letter before, and was deleted. */
  after?: string | undefined;
}

/** Answers with the message's id as the service keeps it, `CHANNEL:MESSAGE`. Discord takes it once, for minutes. */
export async function postMessage(call: Call, posting: Posting): Promise<string> {
  const { channel, method, key, message, file, after } = posting;
  const components = marked(message.components as readonly object[], key);
  const body = {
    ...message,
    components: file ? [...components, attached(file)] : components,
    ...(file && { attachments: [{ id: 0, filename: file.name }] }),
    nonce: nonceOf(key, after),
    enforce_nonce: true,
  };
  const files: RawFile[] = file
    ? [{ name: file.name, data: Buffer.from(file.content), contentType: 'text/calendar; charset=utf-8' }]
    : [];
  const { id } = await call<APIMessage>({ method, channel }, (rest) =>
    rest.post(Routes.channelMessages(channel), { body, files }),
  );
  if (!id) throw new SendFailure('uncertain', 'Discord named no message');
  return `${channel}:${id}`;
}

/** @param id its own, without its channel */
export async function editMessage(
  call: Call,
  channel: string,
  id: string,
  { key, message }: Pick<Posting, 'key' | 'message'>,
): Promise<void> {
  const body = { ...message, components: marked(message.components as readonly object[], key) };
  await call({ method: 'edit', channel }, (rest) => rest.patch(Routes.channelMessage(channel, id), { body }));
}

function attached({ name }: MessageFile) {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}
