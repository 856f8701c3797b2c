// The assembly itself: a further room, and the assumptions of its charter that the group adopts later.

import type { Lang } from '../../domain/people.ts';
import type { Action } from '../actions.ts';
import { choice, long, moment, picks } from '../fields.ts';

export const assemblyActions: readonly Action[] = [
  {
    name: 'room.add',
    target: null,
    desk: true,
    fields: [
      { name: 'channel', kind: 'channel', required: true },
      choice('roomLang', ['fr', 'nl', 'en'], true),
    ],
    command: (_, v) => ({
      type: 'AddRoom',
      channel: v.string('channel'),
      lang: v.string('roomLang') as Lang,
    }),
  },
  {
    name: 'assumption.adopt',
    target: null,
    desk: true,
    fields: [picks('assumptions', 'assumption', true), moment('on'), long('words', 3000)],
    command: (_, v) => ({
      type: 'AdoptAssumptions',
      rules: v.strings('assumptions'),
      on: v.stringOrNull('on'),
      words: v.textOrNull('words'),
    }),
  },
];
