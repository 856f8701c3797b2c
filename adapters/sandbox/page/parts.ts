// What each part of the page shows to somebody at this instant.

import { html } from 'hono/html';
import { pageReads } from '../../../src/app/page-reads.ts';
import { mineCards } from '../../../src/ui/desk/mine.ts';
import { dayDate, fullDate, localDay, timeOfDay } from '../../../src/ui/format.ts';
import { Scene } from '../../../src/ui/scene.ts';
import type { LocalRoom } from '../room.ts';
import { clock } from './aside.ts';
import { cardView } from './card-view.ts';
import { channels, settings } from './left.ts';
import type { Html, Visit } from './place.ts';
import { setupView } from './setup.ts';
import { type Columns, header, type Part } from './shell.ts';
import { type Message, privateMessages, roomMessages, rootsOf, threadOf, timeline } from './timeline.ts';

export async function columns(
  local: LocalRoom,
  visit: Visit,
  { all, done }: { all: boolean; done: Html | null },
): Promise<Columns> {
  const { t, place } = visit;
  const here = await messagesOf(local, visit);
  const parent = here.thread?.[0];
  return {
    rendered: {
      header: await headerOf(visit),
      channels: channels(visit, here.room, here.own),
      mine: await mineOf(local, visit),
      timeline: timelineOf(visit, here, all),
      journal: await journalOf(local, visit),
      clock: await clock(local, visit),
    },
    settings: settings(visit),
    heading: parent ? parent.card.title : place.at === 'inbox' ? t('page.inbox') : `# ${t('page.room')}`,
    done,
  };
}

export async function partOf(local: LocalRoom, visit: Visit, part: Part, all: boolean): Promise<Html> {
  switch (part) {
    case 'header':
      return headerOf(visit);
    case 'mine':
      return mineOf(local, visit);
    case 'journal':
      return journalOf(local, visit);
    case 'clock':
      return clock(local, visit);
    case 'channels': {
      const { room, own } = await messagesOf(local, visit);
      return channels(visit, room, own);
    }
    case 'timeline':
      return timelineOf(visit, await messagesOf(local, visit), all);
  }
}

interface Here {
  room: Message[];
  own: Message[];
  /** The thread that is read, if one is. */
  thread: Message[] | null;
}

async function messagesOf(local: LocalRoom, { place }: Visit): Promise<Here> {
  const room = await roomMessages(local);
  const own = await privateMessages(local, place.person);
  const thread = threadOf(room, place.at);
  return { room, own, thread: thread.length > 0 ? thread : null };
}

function timelineOf(visit: Visit, { room, own, thread }: Here, all: boolean): Html {
  const { t, place } = visit;
  const shown = place.at === 'inbox' ? own : (thread ?? rootsOf(room));
  if (shown.length > 0) return timeline(visit, shown, all);
  return html`<p class="empty">${t(place.at === 'inbox' ? 'page.inbox.empty' : 'page.room.empty')}</p>`;
}

async function headerOf(visit: Visit): Promise<Html> {
  const { scene, t, now, zone } = visit;
  const charter = scene && (await scene.find('charter', scene.assembly.charter));
  return header(visit, charter?.text.title[t.lang] ?? null, t('page.clock', { now: fullDate(t, now, zone) }));
}

/** What awaits somebody, above their private messages: everywhere else it is one tap away. Before there is a concertation: setting it up. */
async function mineOf(local: LocalRoom, visit: Visit): Promise<Html> {
  const { place, reader, t, now } = visit;
  const scene = visit.scene && new Scene(pageReads(local.app.store), visit.scene.assembly);
  if (!scene) return setupView(local, visit);
  if (place.at !== 'inbox') return html``;
  const [, ...items] = await mineCards(scene, reader, t, now);
  if (items.length === 0) return html``;
  return html`<details class="mine" open><summary>${t('page.mine', { n: items.length })}</summary>
    ${items.map((card) => cardView(card, now, place))}</details>`;
}

/** The last of what has happened, newest first, each with the article that it rests on. */
async function journalOf(local: LocalRoom, { t, zone }: Visit): Promise<Html> {
  const [head] = await local.app.store.heads();
  const lines = await local.chronicle(Math.max(0, (head?.seq ?? 0) - lastEvents), lastEvents, t);
  if (lines.length === 0) return html`<h2>${t('page.journal')}</h2><p>${t('page.journal.empty')}</p>`;
  return html`<h2>${t('page.journal')}</h2><ol class="lines">${lines.toReversed().map(
    ({ seq, at, text, source }) => html`<li data-key="e-${seq}">
      <p class="hint"><time datetime="${at}">${dayDate(t, localDay(at, zone))}, ${timeOfDay(t, at, zone)}</time></p>
      <p>${text}</p>${source ? html`<p class="source">${source}</p>` : ''}</li>`,
  )}</ol>`;
}

const lastEvents = 200;
