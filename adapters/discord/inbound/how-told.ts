// How somebody is told what is for them alone, and the button by which they choose: Discord lets an app write to those
// who asked it to.

import type { Card } from '../../../src/ui/card.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { mentionTaps } from '../out.ts';
import type { Deed, Reception } from './reception.ts';

/** Its button: they are told in the room again. */
export const optOut = 'private.opt-out';

/** As it stands, and the other way. */
export async function howTold({ letters }: Reception, { who }: Deed, t: Translator): Promise<Card> {
  const isIn = await letters.isIn(who.externalId, who.tenant);
  return toldCard(t, isIn, t(isIn ? 'discord.private.in' : 'discord.private.out'));
}

/** @param isIn what they have now: the button offers the other */
export function toldCard(t: Translator, isIn: boolean, text: string): Card {
  const action = isIn ? optOut : mentionTaps.optIn;
  const label = t(isIn ? 'discord.private.opt-out' : 'discord.private.opt-in');
  return {
    subject: 'private',
    lang: t.lang,
    title: '',
    status: null,
    blocks: [{ type: 'text', text }],
    buttons: [{ action, target: '', label, style: 'plain' }],
  };
}
