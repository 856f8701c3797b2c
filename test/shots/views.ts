// What is worth a picture at each moment of the demo's story, and what is done to see it.

import type { Page } from 'playwright-core';
import type { View } from './camera.ts';

/** The moments at which the story stands still: just before it goes on to that time of Brussels. */
export type Moment =
  | '2024-06-14T10:30'
  | '2024-06-14T14:00'
  | '2024-06-21T17:00'
  | '2024-07-03T09:30'
  | 'end';

/** @param places where the card of each proposal is read, by its reference; of a call, its thread */
export function viewsAt(moment: Moment, places: ReadonlyMap<string, string>): View[] {
  return views[moment].map((view) => {
    const at = view.at && places.get(view.at);
    return at ? { ...view, at } : view;
  });
}

const rooms: View[] = [
  { name: 'room-referente', as: 'referente' },
  { name: 'room-partner', as: 'farid' },
  { name: 'room-inhabitant', as: 'habitante' },
  { name: 'room-stranger', as: 'visiteur' },
  { name: 'room-first-visit', as: 'farid', first: true },
  { name: 'room-dark', as: 'farid', scheme: 'dark' },
  { name: 'room-enlarged', as: 'farid', zoom: 2 },
  { name: 'room-call', as: 'farid', before: card('C1') },
  { name: 'card', as: 'farid', at: 'P2', before: card('P2') },
  { name: 'thread', as: 'farid', at: 'C1' },
  { name: 'card-contested', as: 'farid', at: 'P4', before: card('P4') },
  { name: 'card-contested-long', as: 'farid', at: 'P4', height: 2200, before: card('P4') },
  { name: 'card-dark', as: 'farid', at: 'P4', scheme: 'dark', before: card('P4') },
  { name: 'inbox-empty', as: 'visiteur', at: 'inbox' },
  { name: 'receipt', as: 'habitante', at: 'inbox' },
];

const forms: View[] = [
  { name: 'form-objection', as: 'farid', before: opened('objection.raise', 'P1') },
  { name: 'form-objection-dark', as: 'farid', scheme: 'dark', before: opened('objection.raise', 'P1') },
  {
    name: 'form-objection-filled',
    as: 'farid',
    before: async (page) => {
      await opened('objection.raise', 'P1')(page);
      await page.locator('#field-reason').fill('Le mercredi est déjà couvert par la maison de quartier.');
      await page.locator('#field-remedy').fill('Choisir un autre jour, et se prévenir.');
    },
  },
  {
    name: 'form-proposal-error',
    as: 'farid',
    before: async (page) => {
      await opened('proposal.submit', 'C1')(page);
      await page.locator('#field-title').fill('Un jardin derrière l’école');
      await page.locator('#field-summary').fill('Avec les voisin·e·s, un mercredi sur deux.');
      await page.locator('#field-amount').fill('beaucoup');
      await page.locator('#dialog [data-act] .primary').click();
      await page.locator('#field-amount-refusal').waitFor();
    },
  },
  { name: 'form-proposal', as: 'farid', before: opened('proposal.submit', 'C1') },
  { name: 'form-proposal-long', as: 'farid', height: 2600, before: opened('proposal.submit', 'C1') },
  { name: 'form-consent', as: 'farid', before: opened('consent.give', 'P1') },
  { name: 'form-criterion', as: 'referente', before: opened('criterion.check', 'P1') },
  { name: 'form-entry', as: 'referente', height: 1500, before: opened('objection.raise', 'P1', true) },
  { name: 'form-alone', as: 'farid', path: '/form?action=objection.raise&target=P1' },
  {
    name: 'chase-preview',
    as: 'referente',
    before: async (page) => {
      await opened('call.chase', 'C1')(page);
      await page.locator('#field-words').fill('Il reste dix jours. Un simple accord suffit.');
      await page.locator('[name=preview]').click();
      await page.locator('#preview-says').waitFor();
    },
  },
];

const commands: View[] = [
  {
    name: 'command-completion',
    as: 'referente',
    before: async (page) => {
      await page.locator('#command').click();
      await page.locator('#command').pressSequentially('p');
      await page.locator('#offers li').first().waitFor();
    },
  },
  { name: 'command-follow-up', as: 'referente', before: typed('suivi') },
  { name: 'command-members', as: 'referente', before: typed('membres') },
  { name: 'command-charter', as: 'farid', before: typed('charte') },
  { name: 'command-needs', as: 'farid', before: typed('besoins') },
  { name: 'command-proposals', as: 'farid', before: typed('propositions') },
  { name: 'command-mine', as: 'referente', before: typed('moi') },
  { name: 'command-help', as: 'farid', before: typed('aide') },
  { name: 'command-unknown', as: 'farid', before: typed('bonjour') },
  {
    name: 'reaction',
    as: 'farid',
    at: 'P1',
    before: async (page) => {
      await page.locator('#P1 .reactions [value=raised_hand]').click();
      await page.locator('.note').waitFor();
    },
  },
];

const settings: View[] = [
  { name: 'settings', as: 'referente', at: 'settings' },
  {
    name: 'clock-and-outage',
    as: 'referente',
    at: 'journal',
    before: async (page) => page.locator('.outage summary').click(),
  },
  {
    name: 'begin-anew',
    as: 'referente',
    at: 'settings',
    before: async (page) => {
      await page.locator('.settings a[data-dialog][href^="/reset"]').click();
      await page.locator('#dialog[open]').waitFor();
    },
  },
];

const desk: View[] = [
  { name: 'letters', as: 'referente', path: '/mails' },
  {
    name: 'letters-one',
    as: 'referente',
    path: '/mails',
    before: async (page) => page.locator('.mail summary').first().click(),
  },
  { name: 'import', as: 'referente', path: '/import' },
  {
    name: 'import-report',
    as: 'referente',
    path: '/import',
    before: async (page) => {
      const rows = [
        'nom,forme,secteurs,ancrage,comptes',
        'Le Grenier aux Livres,asbl,social,oui,oui',
        'Le Grenier aux Livres,asbl,culture,oui,oui',
        'La Boussole,entreprise,santé,peut-être,',
      ];
      const buffer = Buffer.from(rows.join('\n'));
      await page.locator('#file').setInputFiles({ name: 'institutions.csv', mimeType: 'text/csv', buffer });
      await page.locator('.primary').click();
      await page.locator('.report').waitFor();
    },
  },
];

const tourSteps: View[] = Array.from({ length: 8 }, (_, step) => ({
  name: `tour-${step + 1}`,
  as: 'farid',
  first: true,
  before: async (page: Page) => {
    await page.locator('#tour-offer [data-tour]').click();
    for (let n = 0; n < step; n += 1) await page.locator('#tour [data-next]').click();
  },
}));

const views: Record<Moment, View[]> = {
  '2024-06-14T10:30': [
    { name: 'inbox-referente-to-convene', as: 'referente', at: 'inbox', before: top },
    { name: 'form-meeting', as: 'referente', before: opened('meeting.confirm', 'M2') },
  ],
  '2024-06-14T14:00': [...rooms, ...forms, ...commands, ...settings, ...desk, ...tourSteps],
  '2024-06-21T17:00': [
    { name: 'inbox-partner', as: 'nadia', at: 'inbox', before: top },
    { name: 'inbox-newest', as: 'nadia', at: 'inbox' },
    { name: 'journal', as: 'referente', at: 'journal' },
    { name: 'card-changed', as: 'lise', at: 'P3', before: card('P3') },
    { name: 'card-merged', as: 'lise', at: 'P7', before: card('P7') },
  ],
  '2024-07-03T09:30': [
    { name: 'closed-call', as: 'farid', before: card('C1') },
    { name: 'closed-validated', as: 'farid', at: 'P2', before: card('P2') },
    { name: 'closed-contested', as: 'farid', at: 'P4', before: card('P4') },
    { name: 'inbox-referente', as: 'referente', at: 'inbox', before: top },
  ],
  end: [
    { name: 'end-adopted', as: 'farid', at: 'P4', before: card('P4') },
    { name: 'end-needs', as: 'farid', before: typed('besoins') },
  ],
};

/** Brings the card of a call or a proposal to the top of what is seen. */
function card(ref: string): (page: Page) => Promise<void> {
  return (page) => page.locator(`#${ref}`).evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

async function top(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('#scroll').scrollTo(0, 0); window.scrollTo(0, 0)");
}

/** A form in its dialog, as 'all that can be done' opens it. */
function opened(action: string, target: string, entry = false): (page: Page) => Promise<void> {
  return async (page) => {
    await page.evaluate(`document.querySelector('.any').action.value = '${action}'`);
    await page.evaluate(`document.querySelector('.any').target.value = '${target}'`);
    await page.evaluate("document.querySelector('.any').requestSubmit()");
    await page.locator('#dialog[open]').waitFor();
    if (entry) await page.locator('#dialog .entry summary').click();
  };
}

/** A word typed into the command box, and what it answers. */
function typed(word: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator('#command').fill(word);
    await page.keyboard.press('Escape');
    await page.locator('#composer .primary').click();
    await page.locator('.note').waitFor();
  };
}
