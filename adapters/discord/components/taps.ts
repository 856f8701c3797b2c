// What a tap on a message means, by the id of its button or list, and which form was filled in, by the id of its
// modal: written here, read here.

import { type Lang, langs } from '../../../src/domain/people.ts';
import { limits } from './limits.ts';

export type Tap =
  /** Opens the form of an action on its target; '' where it stands alone. */
  | { kind: 'do'; action: string; target: string; of: Concerns }
  /** Opens the whole card of a subject; '' for that of the message itself, where an id has no room for it. */
  | { kind: 'read'; subject: string; of: Concerns }
  /** Shows another page, from 0, of what is open; `place` is what the service finds that by. */
  | { kind: 'page'; page: number; place: string }
  | ({ kind: 'form'; does: FormTap } & FormInHand);

/** What a card is about, where its channel alone doesn’t say: private messages stand in no room. */
export interface Concerns {
  /** A room of the assembly; null where the channel is the room. */
  room: string | null;
  /** A message that somebody wrote, whose words the form is to hold: 'MESSAGE', or 'CHANNEL:MESSAGE'. */
  words: string | null;
}

/** Where the channel says everything. */
export const asTheChannelSays: Concerns = { room: null, words: null };

/** A form while it is being filled in. */
export interface FormInHand {
  /** Under which it will be delivered. */
  deliveryId: string;
  /** From 0. */
  step: number;
  /** Of the list of a step, from 0. */
  page: number;
  /** What the form is; null where an id has no room for it: then it is kept with the draft. */
  place: FormPlace | null;
}

export interface FormPlace {
  action: string;
  target: string | null;
  /** Null where the channel is the room. */
  room: string | null;
  /** For whom its reader speaks, or that they are asked; null where the form was drawn without knowing. */
  speaker: { asked: boolean; for: string | null } | null;
  /** In which it was drawn. */
  lang: Lang;
}

/**
 * `open`: shows a step (and is the id of its modal). `choose`: what was chosen of a list. `turn`: another page of a
 * list, chosen from a list of them. `send`: nothing more is asked. `restart`: forgets what was filled in.
 */
export type FormTap = 'open' | 'choose' | 'turn' | 'send' | 'restart';

const letters: Readonly<Record<FormTap, string>> = {
  open: 'o',
  choose: 'c',
  turn: 't',
  send: 's',
  restart: 'r',
};

/**
 * At most 100 characters; throws where it would be longer: it would be a bug. A message takes no id twice: `nth` tells
 * apart those that mean the same.
 */
export function idOf(tap: Tap, nth = 0): string {
  switch (tap.kind) {
    case 'do':
      return fitting(`do${number(nth)}:${tap.action}:${written(tap.of)}:${compact(tap.target)}`);
    case 'read': {
      const id = `read${number(nth)}:${written(tap.of)}:`;
      const whole = `${id}${tap.subject}`;
      return whole.length <= limits.customId ? whole : fitting(id);
    }
    case 'page':
      return fitting(`page${number(nth)}:${tap.page}:${tap.place}`);
    case 'form': {
      const id = `f${letters[tap.does]}${number(nth)}:${compact(tap.deliveryId)}:${tap.step}.${tap.page}`;
      const whole = tap.place ? `${id}:${writtenPlace(tap.place)}` : id;
      return whole.length <= limits.customId ? whole : fitting(id);
    }
  }
}

/** Whether an id of that form has no room for what the form is: then `place` comes back null. */
export function isKeptApart(form: FormInHand): boolean {
  const longest = { ...form, kind: 'form', does: 'open', step: 99, page: 99 } as const;
  const tap = tapOf(idOf(longest, 9));
  return tap?.kind === 'form' && tap.place === null;
}

/** Undefined for what isn’t a tap of ours. */
export function tapOf(customId: string): Tap | undefined {
  const [kind = '', rest] = partedAt(customId);
  if (rest === undefined) return undefined;
  switch (kind.replace(/\d+$/, '')) {
    case 'do':
      return doneBy(rest);
    case 'read': {
      const [of, subject] = partedAt(rest);
      return subject === undefined ? undefined : { kind: 'read', subject, of: concerns(of) };
    }
    case 'page': {
      const [page, place] = partedAt(rest);
      if (place === undefined || !/^\d{1,6}$/.test(page)) return undefined;
      return { kind: 'page', page: Number(page), place };
    }
    default:
      return formTap(kind, rest);
  }
}

function doneBy(rest: string): Tap | undefined {
  const [action, after] = partedAt(rest);
  if (after === undefined) return undefined;
  const [of, target] = partedAt(after);
  return target === undefined ? undefined : { kind: 'do', action, target: whole(target), of: concerns(of) };
}

function formTap(kind: string, rest: string): Tap | undefined {
  const [letter] = kind.match(/(?<=^f)[a-z](?=\d*$)/) ?? [];
  const [does] = Object.entries(letters).find(([, l]) => l === letter) ?? [];
  const [id, after] = partedAt(rest);
  const [where, place] = partedAt(after ?? '');
  const [, step, page] = /^(\d{1,3})\.(\d{1,3})$/.exec(where) ?? [];
  if (does === undefined || step === undefined || page === undefined) return undefined;
  return {
    kind: 'form',
    does: does as FormTap,
    deliveryId: whole(id),
    step: Number(step),
    page: Number(page),
    place: place === undefined ? null : placeIn(place),
  };
}

function writtenPlace({ action, target, room, speaker, lang }: FormPlace): string {
  const said = speaker === null ? '-' : `${speaker.asked ? '?' : ''}${speaker.for ?? ''}`;
  return `${lang}:${said}:${action}:${writtenRoom(room)}:${compact(target ?? '')}`;
}

function placeIn(text: string): FormPlace | null {
  const [, lang = '', said = '', action = '', room = '', target = ''] =
    /^([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s.exec(text) ?? [];
  const drawnIn = langs.find((l) => l === lang);
  if (!drawnIn) return null;
  const speaker = said === '-' ? null : { asked: said.startsWith('?'), for: said.replace('?', '') || null };
  return { action, target: whole(target) || null, room: roomIn(room), speaker, lang: drawnIn };
}

/** 'ROOM', and where there are words 'ROOM,WORDS'. */
function written({ room, words }: Concerns): string {
  const said = words === null ? '' : `,${words.split(':').map(base36).join('.')}`;
  return `${writtenRoom(room)}${said}`;
}

function concerns(text: string): Concerns {
  const [room = '', words] = text.split(',');
  return {
    room: roomIn(room),
    words: words === undefined ? null : words.split('.').map(fromBase36).join(':'),
  };
}

/** A channel of Discord is short: `GUILD.CHANNEL` in base 36. */
function writtenRoom(room: string | null): string {
  if (room === null) return '';
  const [, guild, channel] = /^discord:([1-9]\d{0,19}):([1-9]\d{0,19})$/.exec(room) ?? [];
  if (guild && channel) return `${base36(guild)}.${base36(channel)}`;
  return `=${room.replaceAll(/[%:,]/g, encodeURIComponent)}`;
}

function roomIn(text: string): string | null {
  if (text === '') return null;
  if (text.startsWith('=')) return decoded(text.slice(1));
  const [guild = '', channel = ''] = text.split('.');
  return `discord:${fromBase36(guild)}:${fromBase36(channel)}`;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function base36(number: string): string {
  return BigInt(number).toString(36);
}

function fromBase36(text: string): string {
  return [...text].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36) || 0), 0n).toString();
}

/** A UUID at the beginning takes 23 characters, not 36. */
function compact(name: string): string {
  const [uuid] = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.exec(name) ?? [];
  if (uuid === undefined) return name.startsWith('!') ? `!${name}` : name;
  return `!${Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url')}${name.slice(uuid.length)}`;
}

function whole(name: string): string {
  if (!name.startsWith('!')) return name;
  if (name.startsWith('!!')) return name.slice(1);
  const hex = Buffer.from(name.slice(1, 23), 'base64url').toString('hex');
  return `${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}${name.slice(23)}`;
}

function number(nth: number): string {
  return nth === 0 ? '' : `${nth}`;
}

function partedAt(text: string): [before: string, after?: string] {
  const at = text.indexOf(':');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function fitting(id: string): string {
  if (id.length > limits.customId) throw new RangeError(`no room for the id ${id}`);
  return id;
}
