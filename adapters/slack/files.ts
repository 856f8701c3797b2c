// The calendar file that goes with a convocation: brought to Slack, and shown once with its message.

import { SendFailure } from '../../src/app/announcer.ts';
import type { Call } from './calls.ts';
import { lookUp } from './lookup.ts';

export interface SlackFile {
  /** Of this letter alone ('convocation-M1-2.ics'): by it the file is recognised. */
  name: string;
  title: string;
  content: string;
}

/** The message that the file goes with. */
export interface BesideMessage {
  channel: string;
  ts: string;
  /** The thread in which the file is shown; null beside the message. */
  threadTs: string | null;
}

/** Milliseconds for bringing the content. */
const uploadLimit = 3_000;

export async function sendFile(
  call: Call,
  { channel, threadTs }: BesideMessage,
  { name, title, content }: SlackFile,
): Promise<void> {
  const bytes = Buffer.from(content);
  const asked = { filename: name, length: bytes.length };
  const place = await call({ method: 'files.getUploadURLExternal', channel }, (client) =>
    client.files.getUploadURLExternal(asked),
  );
  const { upload_url, file_id } = place;
  if (!upload_url || !file_id) throw new SendFailure('uncertain', 'Slack named no place for the file');
  const signal = AbortSignal.timeout(uploadLimit);
  const brought = await fetch(upload_url, { method: 'POST', body: bytes, signal });
  if (!brought.ok) throw new SendFailure('uncertain', `the upload ended with status ${brought.status}`);
  const shown = { files: [{ id: file_id, title }] as [{ id: string; title: string }], channel_id: channel };
  await call({ method: 'files.completeUploadExternal', channel }, (client) =>
    client.files.completeUploadExternal(threadTs === null ? shown : { ...shown, thread_ts: threadTs }),
  );
}

/** Whether it is shown already. Throws `blind` where that can't be read. */
export async function fileArrived(
  call: Call,
  { channel, ts, threadTs }: BesideMessage,
  { name }: SlackFile,
): Promise<boolean> {
  const found = await lookUp(call, { channel, threadTs, oldest: ts }, (m) =>
    (m.files ?? []).some((file) => file.name === name),
  );
  return found !== undefined;
}
