// Sentences about a plenary in preparation, above all why it can't be earlier.

import type { Charter } from '../../domain/charter.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { dayDate, fullDate } from '../format.ts';
import type { Translator } from '../translator.ts';

/** 'Si la convocation part le mardi 3, le délai (5 jours …) permet de se réunir à partir du mercredi 11.' */
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
