// Uploading a file to Slack: ask where to, bring it there, and have it shown in a channel.

import { type Answer, type Method, refused, said } from './answers.ts';
import type { Workspace } from './workspace.ts';

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': (ws, args) => {
    const name = String(args.filename ?? '');
    if (name === '') return refused('invalid_arguments');
    if (!(Number(args.length) > 0)) return refused('invalid_arguments');
    const id = ws.id('F');
    ws.files.set(id, { id, name, content: '' });
    return { ok: true, file_id: id, upload_url: `${String(args.base)}upload/${id}` };
  },
  'files.completeUploadExternal': (ws, args) => {
    const asked = Array.isArray(args.files) ? (args.files as { id: string; title?: string }[]) : [];
    const found = asked.flatMap(({ id, title }) => {
      const file = ws.files.get(id);
      return file ? [{ id, name: file.name, title: title ?? file.name }] : [];
    });
    if (found.length === 0 || found.length < asked.length) return refused('file_not_found');
    const channel = ws.channels.get(String(args.channel_id ?? ''));
    if (!channel) return refused('channel_not_found');
    if (!channel.members.has(ws.bot.user)) return refused('not_in_channel');
    const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : null;
    const message = said(ws, channel.id, { text: args.initial_comment }, threadTs);
    ws.messages.push({ ...message, files: found });
    return { ok: true, files: found };
  },
};

/** What comes to an upload address. */
export function keepFile(ws: Workspace, id: string, content: string): Answer {
  const file = ws.files.get(id);
  if (!file) return refused('file_not_found');
  file.content = content;
  return { ok: true };
}
