// One person known under two ids: everything of the one becomes the other’s.

import { event } from '../../domain/decision.ts';
import { mandateId } from '../../domain/people.ts';
import type { Handlers } from '../handling.ts';

export const linkingHandlers: Handlers<'JoinPersons'> = {
  /** Nothing happens where whoever acts was never known as somebody else here. */
  async JoinPersons(_, { at, draft }) {
    if (!draft.arrival?.link) return [];
    const { from, into } = draft.arrival.link;
    const { coordinators, deputies } = draft.assembly;
    const runs = [...coordinators, ...deputies];
    const coordinates = runs.includes(from) || runs.includes(into);
    const named = await draft.naming(from);
    if (named.length === 0 && !runs.includes(from)) return [];
    if (!coordinates) return [event('PersonsJoined', at, { from, into, named, coordinates })];
    const own = (await draft.mandatesOf(into)).map(({ institution }) => mandateId(into, institution));
    const all = [...named, ...own.map((id) => ({ type: 'mandate', id }))];
    const once = new Map(all.map((key) => [`${key.type}:${key.id}`, key]));
    return [event('PersonsJoined', at, { from, into, named: [...once.values()], coordinates })];
  },
};
