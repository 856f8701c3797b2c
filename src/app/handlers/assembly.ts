// The assembly itself: opened with its charter, its rooms, and what the group adopts of its charter later.

import { assumptionOf, charterRef, ruleNames } from '../../domain/charter.ts';
import { event } from '../../domain/decision.ts';
import { refuse } from '../../domain/refusal.ts';
import { acting, type Handlers } from '../handling.ts';

export const assemblyHandlers: Handlers<'OpenAssembly' | 'OpenRoom' | 'AddRoom' | 'AdoptAssumptions'> = {
  async OpenAssembly({ charter, assumptions, coordinators, deputies }, { at }) {
    return [
      event('AssemblyOpened', at, { coordinators, deputies }),
      event('CharterAdopted', at, { charter: charterRef(charter), text: charter, assumptions }),
    ];
  },

  /** Refuses `room.taken`. */
  async OpenRoom({ platform, tenant, channel, lang, by }, { at, draft }) {
    const room = `${platform}:${tenant}:${channel}`;
    if (await draft.get('room', room)) return [];
    if (await draft.roomOwner(room)) return refuse('room.taken');
    return [
      event('RoomOpened', at, {
        room,
        platform,
        tenant,
        channel,
        lang,
        by: by === null ? null : { person: by, institution: null },
      }),
    ];
  },

  /** Refuses `room.taken`: one channel, one concertation. */
  async AddRoom({ channel, lang }, context) {
    const { at, draft } = context;
    const by = acting(context);
    const [platform, tenant] = draft.arrival?.room?.split(':') ?? [];
    if (platform === undefined || tenant === undefined) throw new Error('a room is added from a room');
    const room = `${platform}:${tenant}:${channel}`;
    if (await draft.roomOwner(room)) return refuse('room.taken', { field: 'channel' });
    return [event('RoomOpened', at, { room, platform, tenant, channel, lang, by })];
  },

  /** Refuses `assumption.unknown`, and `values.future` for a day to come. Those adopted already stay as they are. */
  async AdoptAssumptions({ rules: named, on, words }, context) {
    const { at, draft } = context;
    const { id, text, assumptions } = await draft.must('charter', draft.assembly.charter);
    const rules = ruleNames.filter((name) => named.includes(name) && assumptionOf(text, name) !== null);
    const stray = named.find((rule) => !rules.some((name) => name === rule));
    if (stray !== undefined)
      return refuse('assumption.unknown', { field: 'assumptions', params: { rule: stray } });
    if (on !== null && on > at) return refuse('values.future', { field: 'on' });
    const left = rules.filter((name) => !assumptions[name]);
    if (left.length === 0) return [];
    const data = { charter: id, rules: left, on: on ?? at, words, by: acting(context) };
    return [event('AssumptionAdopted', at, data)];
  },
};
