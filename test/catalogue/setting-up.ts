// What people read while they set up a concertation: before it, halfway, done, and the form of each step.

import { setupActions } from '../../src/app/setting-up.ts';
import { loadCharter, presets } from '../../src/charters/presets.ts';
import { charterRef } from '../../src/domain/charter.ts';
import type { Lang } from '../../src/domain/people.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import {
  droppedCard,
  joinedCard,
  openedCard,
  type SetupScene,
  setupCards,
} from '../../src/ui/setup/setup-cards.ts';
import { setupForm } from '../../src/ui/setup/setup-form.ts';
import { type Translator, translator } from '../../src/ui/translator.ts';
import { perLang, type Shown } from './shown.ts';

const now = '2026-11-23T09:00:00.000Z';

export async function showSettingUp(shown: Shown): Promise<void> {
  const charter = await loadCharter('colignon-2024');
  if (isRefusal(charter)) throw new Error(charter.refused);
  const names = new Map([
    ['claire', 'Claire'],
    ['nadia', 'Nadia'],
    ['bruno', 'Bruno'],
  ]);
  const at = { platform: 'sandbox', tenant: 'local', channel: 'salon' };
  const none: SetupScene = {
    at,
    standing: { setup: null, charter: null },
    reader: 'claire',
    names,
    presets: await presets(),
    linkable: [{ room: 'sandbox:local:colignon', title: charter.title }],
  };
  const setup = {
    by: 'claire',
    helpers: ['nadia'],
    begunAt: now,
    touchedAt: now,
    charter: { ref: charterRef(charter), digest: '' },
    adopted: { notice: { by: 'claire', at: now }, tie: { by: 'nadia', at: now } },
    lang: 'fr' as const,
    coordinators: ['claire', 'nadia'],
    deputies: ['bruno'],
  };
  const halfway: SetupScene = { ...none, standing: { setup, charter } };
  const cards = (id: string, typed: string, draw: (t: Translator) => ReturnType<typeof setupCards>) => {
    const answers = perLang((lang: Lang) => ({ kind: 'cards' as const, cards: draw(translator(lang)) }));
    shown.commands.push({ id, role: 'coordinator', typed: perLang(() => typed), answers, now });
  };
  cards('setup, none', '/concertation', (t) => setupCards(t, none));
  cards('setup, halfway', '/concertation', (t) => setupCards(t, halfway));
  cards('setup, theirs', '/concertation', (t) => setupCards(t, { ...halfway, reader: 'bruno' }));
  cards('setup, opened', 'setup.open', (t) => [openedCard(t, at)]);
  cards('setup, joined', 'setup.join', (t) => [joinedCard(t, at)]);
  cards('setup, dropped', 'setup.drop', (t) => [droppedCard(t, at)]);
  const members = [...names].map(([value, label]) => ({ value, label }));
  for (const action of setupActions.keys()) {
    const forms = perLang((lang) => {
      const drawn = setupForm(translator(lang), halfway, action, 'notice', members);
      if (!drawn) throw new Error(`no form for ${action}`);
      return drawn.form;
    });
    shown.forms.push({ action, opensFor: 'whoever sets up', forms });
  }
}
