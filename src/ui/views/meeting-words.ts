// Sentences about a plenary in preparation, above all why it can't be earlier.

import type { Charter } from '../../domain/charter.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { dayDate, fullDate } from '../format.ts';
import type { Translator } from '../translator.ts';

/** 'Convocation envoyée le mardi 3 ; cinq jours du lundi au vendredi … ; au plus tôt le mercredi 11.' */
export function whyThen(t: Translator, { reckoning }: Meeting): string {
  const { sentOn, days, unit, earliestOn } = reckoning;
  return t('meeting.why', {
    sentOn: dayDate(t, sentOn),
    notice: t(`meeting.notice.${unit}`, { days }),
    earliestOn: dayDate(t, earliestOn),
  });
}

export function earliest(t: Translator, meeting: Meeting, charter: Charter): string {
  return fullDate(t, meeting.earliestAt, charter.zone);
}
