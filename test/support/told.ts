// What somebody would read at this moment: any view, rendered from the state of a local room.

import type { Lang } from '../../src/domain/people.ts';
import { type Card, plainText } from '../../src/ui/card.ts';
import { renderLetter } from '../../src/ui/letters.ts';
import { type Local, type LocalOptions, openLocal } from './local.ts';

export interface Told {
  local: Local;
  /** Acts, and fails where that is refused. Answers with the references that came of it. */
  act(...asked: Parameters<Local['act']>): Promise<Record<string, string>>;
  /** The view as its reader would get it now; null when there is nothing left to say. */
  card(view: string, params: Record<string, string>, to?: string, lang?: Lang): Promise<Card | null>;
  /** The same as plain text with ordinary spaces; '' for null. */
  text(view: string, params: Record<string, string>, to?: string, lang?: Lang): Promise<string>;
  /** The id of whoever has this name in the room. */
  person(name: string): Promise<string>;
  /** The last event of that name. */
  last<Data = Record<string, string>>(event: string): Promise<{ seq: number; data: Data }>;
  at(instant: string): Promise<void>;
}

export async function openTold(options: LocalOptions = {}): Promise<Told> {
  const local = await openLocal(options);
  const identity = async (externalId: string) =>
    local.store.identity('sandbox', 'local', externalId).then((found) => found?.person ?? externalId);
  const told: Told = {
    local,
    async act(...asked) {
      const { body } = await local.act(...asked);
      if (body.result !== 'accepted') throw new Error(JSON.stringify(body));
      return body.refs;
    },
    async card(view, params, to = 'sandbox:local:salon', lang = 'fr') {
      const room = await identity(to);
      const [assembly, subject] = ['concertation', 'a letter'];
      const place = { room, lane: '', subject, under: null };
      const letter = { assembly, kind: 'post', ...place, key: '', view, params } as const;
      return renderLetter(local.store, { ...letter, notBefore: null }, lang, local.app.clock.now());
    },
    async text(...asked) {
      const card = await told.card(...asked);
      return card === null ? '' : plainText(card).replaceAll(/[\u00a0\u202f]/g, ' ');
    },
    person: identity,
    async last(name) {
      const events = (await local.get('/events')).body as { name: string; seq: number }[];
      return events.findLast((e) => e.name === name) as never;
    },
    async at(to) {
      await local.post('/clock', { to });
    },
  };
  return told;
}

export function buttons(card: Card | null): string[] {
  return card?.buttons.map((b) => `${b.action} ${b.target}`) ?? [];
}
