// Every computed date explains itself in one sentence, to the letter, in three languages.

import { describe, expect, test } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import { earliestMeeting } from '../../src/domain/calendar.ts';
import type { Charter } from '../../src/domain/charter.ts';
import { periodEnd, reminderAt, rolled } from '../../src/domain/deadlines.ts';
import { type Lang, langs } from '../../src/domain/people.ts';
import { translator } from '../../src/ui/translator.ts';
import {
  countedDays,
  type DeadlineReason,
  whyDeadline,
  whyDelay,
  whyMeeting,
  whyReminder,
} from '../../src/ui/views/date-words.ts';
import { charter, charterSaying, charterWith } from '../support/given.ts';
import { rule } from '../support/rule.ts';

type Said = Record<Lang, string>;
const winterPause = { from: '12-24', to: '01-02' };
const sentAt = '2026-03-03T11:00:00.000Z';

/** What each language says, with ordinary spaces for the non-breaking ones. */
function said(speak: (t: ReturnType<typeof translator>) => string): Said {
  const each = langs.map((lang) => [lang, speak(translator(lang)).replaceAll(/[\u00a0\u202f]/g, ' ')]);
  return Object.fromEntries(each) as Said;
}

function meeting(rules: Charter, at = sentAt, notBefore = at): Said {
  const { reckoning } = earliestMeeting(rules, holidays, at, notBefore);
  return said((t) => whyMeeting(t, rules, reckoning));
}

const deadline = (reason: DeadlineReason, rules = charter) => said((t) => whyDeadline(t, rules, reason));

describe('the first date of a meeting', () => {
  test(rule('notice', 'sent on Tuesday 3, five days Monday to Friday, Wednesday 11 at the earliest'), () => {
    expect(meeting(charter)).toEqual({
      fr: 'la convocation est partie le mardi 3 mars 2026 ; le délai est de cinq jours du lundi au vendredi, hors jours fériés ; au plus tôt le mercredi 11.',
      nl: 'de uitnodiging is verstuurd op dinsdag 3 maart 2026; de termijn is vijf dagen van maandag tot en met vrijdag, feestdagen niet meegerekend; ten vroegste op woensdag 11.',
      en: 'the notice of meeting went out on Tuesday 3 March 2026; the notice is five days from Monday to Friday, public holidays excluded; Wednesday 11 at the earliest.',
    });
  });

  test(rule('notice', 'while it is only prepared, the convocation is still to be sent'), () => {
    const { reckoning } = earliestMeeting(charter, holidays, sentAt, sentAt);
    const opening = said((t) => whyMeeting(t, charter, reckoning, 'to-send').split(/\s?;/)[0] ?? '');
    expect(opening).toEqual({
      fr: 'la convocation part le mardi 3 mars 2026',
      nl: 'de uitnodiging vertrekt op dinsdag 3 maart 2026',
      en: 'the notice of meeting goes out on Tuesday 3 March 2026',
    });
  });

  test(rule('notice', 'a month or a year is repeated only when it changes'), () => {
    expect(meeting(charter, '2026-03-25T11:00:00.000Z').fr).toMatch(/au plus tôt le jeudi 2 avril\.$/);
    expect(meeting(charter, '2026-12-28T11:00:00.000Z').fr).toMatch(
      /au plus tôt le mercredi 6 janvier 2027\.$/,
    );
    expect(meeting(charter, '2026-09-23T11:00:00.000Z').fr).toMatch(/au plus tôt le jeudi 1er octobre\.$/);
  });

  test(
    rule('notice', 'clear days that end on a Saturday: which day they leave free, and on which one meets'),
    () => {
      expect(meeting(charterWith('notice', { days: 10, unit: 'clear' }))).toEqual({
        fr: 'la convocation est partie le mardi 3 mars 2026 ; le délai est de dix jours francs ; réunion permise dès le samedi 14 ; on se réunit du lundi au vendredi, hors jours fériés, donc au plus tôt le lundi 16.',
        nl: 'de uitnodiging is verstuurd op dinsdag 3 maart 2026; de termijn is tien vrije dagen; vergadering toegelaten vanaf zaterdag 14; vergaderen kan van maandag tot en met vrijdag, feestdagen niet meegerekend, dus ten vroegste op maandag 16.',
        en: 'the notice of meeting went out on Tuesday 3 March 2026; the notice is ten clear days; a meeting is allowed from Saturday 14; meetings are held from Monday to Friday, public holidays excluded, hence Monday 16 at the earliest.',
      });
    },
  );

  test(rule('notice', 'a deadline that ends later than the notice is named'), () => {
    expect(meeting(charter, sentAt, '2026-03-18T22:59:00.000Z')).toEqual({
      fr: 'la convocation est partie le mardi 3 mars 2026 ; le délai est de cinq jours du lundi au vendredi, hors jours fériés ; la réunion serait possible dès le mercredi 11 ; on peut faire objection jusqu’au mercredi 18 mars 2026 à 23 h 59 (heure de Bruxelles) ; donc au plus tôt le jeudi 19.',
      nl: 'de uitnodiging is verstuurd op dinsdag 3 maart 2026; de termijn is vijf dagen van maandag tot en met vrijdag, feestdagen niet meegerekend; een vergadering zou kunnen vanaf woensdag 11; bezwaar is mogelijk tot woensdag 18 maart 2026 om 23.59 uur (Brusselse tijd); dus ten vroegste op donderdag 19.',
      en: 'the notice of meeting went out on Tuesday 3 March 2026; the notice is five days from Monday to Friday, public holidays excluded; a meeting would be possible from Wednesday 11; objections are possible until Wednesday 18 March 2026 at 23:59 (Brussels time); hence Thursday 19 at the earliest.',
    });
    expect(meeting(charter, sentAt, '2026-03-20T22:59:00.000Z').fr).toMatch(
      /on se réunit du lundi au vendredi, hors jours fériés, donc au plus tôt le lundi 23\.$/,
    );
  });

  test(rule('notice', 'without notice, a week-end skipped is explained all the same'), () => {
    const friday = '2026-03-06T11:00:00.000Z';
    expect(meeting(charterWith('notice', { days: 0, unit: 'working' }), friday).fr).toBe(
      'la convocation est partie le vendredi 6 mars 2026 ; aucun délai de convocation ; réunion permise dès le samedi 7 ; on se réunit du lundi au vendredi, hors jours fériés, donc au plus tôt le lundi 9.',
    );
  });

  test.each([
    ['working', 1, 'un jour du lundi au vendredi, hors jours fériés'],
    ['clear', 1, 'un jour franc'],
    ['clear', 12, '12 jours francs'],
    ['calendar', 8, 'huit jours calendrier'],
    ['calendar', 0, 'aucun délai de convocation'],
  ] as const)(rule('notice', 'in %s days, %d of them: %s'), (unit, days, notice) => {
    expect(meeting(charterWith('notice', { days, unit })).fr).toContain(
      ` ; ${days === 0 ? '' : 'le délai est de '}${notice} ;`,
    );
  });
});

describe('the days that the charter counts are named from the charter', () => {
  const named = (rules: Charter) => said((t) => countedDays(t, rules));

  test(rule('workingDays', 'Tuesday to Saturday'), () => {
    expect(named(charterSaying({ workingDays: [2, 3, 4, 5, 6], holidays: 'none' }))).toEqual({
      fr: 'du mardi au samedi',
      nl: 'van dinsdag tot en met zaterdag',
      en: 'from Tuesday to Saturday',
    });
  });

  test(
    rule('workingDays', 'days that don’t follow each other, in whatever order the charter has them'),
    () => {
      expect(named(charterSaying({ workingDays: [6, 1, 3], holidays: 'none' }))).toEqual({
        fr: 'les lundi, mercredi et samedi',
        nl: 'op maandag, woensdag en zaterdag',
        en: 'on Monday, Wednesday and Saturday',
      });
      expect(named(charterSaying({ workingDays: [4, 5], holidays: 'none' })).fr).toBe(
        'les jeudi et vendredi',
      );
      expect(named(charterSaying({ workingDays: [2], holidays: 'none' })).fr).toBe('le mardi');
    },
  );

  test.each([
    [rule('holidays', 'without public holidays'), charter, 'hors jours fériés'],
    [
      rule('recess', 'nor the recess'),
      charterWith('recess', [winterPause]),
      'hors jours fériés et périodes sans réunion',
    ],
    [
      rule('recess', 'only without the recess'),
      charterSaying({ holidays: 'none', recess: [winterPause] }),
      'hors périodes sans réunion',
    ],
  ])('%s', (_, rules, except) => {
    expect(named(rules).fr).toBe(`du lundi au vendredi, ${except}`);
  });
});

describe('a deadline', () => {
  const rolls = charterWith('rollToWorkingDay', true);
  const openedAt = '2026-03-03T09:00:00.000Z';
  const closing = (days: number) => periodEnd(rolls, holidays, openedAt, days);

  test(rule('rollToWorkingDay', 'moved from a Saturday'), () => {
    const { reckoning } = rolled(rolls, holidays, '2026-03-14T22:59:00.000Z');
    expect(deadline({ kind: 'rolled', reckoning })).toEqual({
      fr: 'Échéance prévue le samedi 14 mars 2026 ; jours comptés du lundi au vendredi, hors jours fériés ; reportée au lundi 16, à la même heure.',
      nl: 'Einde van de termijn gepland op zaterdag 14 maart 2026; dagen geteld van maandag tot en met vrijdag, feestdagen niet meegerekend; verschoven naar maandag 16, op hetzelfde uur.',
      en: 'Deadline planned for Saturday 14 March 2026; days counted from Monday to Friday, public holidays excluded; moved to Monday 16, at the same time.',
    });
  });

  test(rule('rollToWorkingDay', 'that didn’t have to move'), () => {
    const { reckoning } = rolled(rolls, holidays, '2026-03-13T22:59:00.000Z');
    expect(deadline({ kind: 'rolled', reckoning }).fr).toBe(
      'Échéance le vendredi 13 mars 2026, comme prévu.',
    );
  });

  test(rule('period', 'of a new version: published when, at least how long, until when'), () => {
    expect(deadline({ kind: 'version', openedAt, days: 7, closesAt: closing(7) })).toEqual({
      fr: 'Version publiée le mardi 3 mars 2026 ; au moins sept jours, à compter du lendemain ; jusqu’au mardi 10 mars 2026 à 23 h 59 (heure de Bruxelles).',
      nl: 'Versie gepubliceerd op dinsdag 3 maart 2026; minstens zeven dagen, te rekenen vanaf de volgende dag; tot dinsdag 10 maart 2026 om 23.59 uur (Brusselse tijd).',
      en: 'Version published on Tuesday 3 March 2026; at least seven days, counted from the next day; until Tuesday 10 March 2026 at 23:59 (Brussels time).',
    });
  });

  test(rule('period', 'of a period of its own, moved or not'), () => {
    const own = (days: number) => deadline({ kind: 'period', openedAt, days, closesAt: closing(days) });
    expect(own(1).fr).toBe(
      'Délai ouvert le mardi 3 mars 2026 ; un jour, à compter du lendemain ; jusqu’au mercredi 4 mars 2026 à 23 h 59 (heure de Bruxelles).',
    );
    expect(own(11).fr).toBe(
      'Délai ouvert le mardi 3 mars 2026 ; 11 jours, à compter du lendemain ; échéance reportée au premier jour compté, du lundi au vendredi, hors jours fériés ; jusqu’au lundi 16 mars 2026 à 23 h 59 (heure de Bruxelles).',
    );
  });

  test('extended, by whom or for what', () => {
    const moved = { formerly: '2026-03-10T22:59:00.000Z', closesAt: '2026-03-12T22:59:00.000Z' };
    expect(deadline({ kind: 'coordinator', ...moved }).fr).toBe(
      'Échéance initiale le mardi 10 mars 2026 à 23 h 59 (heure de Bruxelles) ; prolongée par la référente ; jusqu’au jeudi 12 mars 2026 à 23 h 59 (heure de Bruxelles).',
    );
    expect(deadline({ kind: 'outage', ...moved }).nl).toContain('een storing terug te geven');
  });
});

test(
  rule('reminders', 'a reminder says how long before the deadline, on which days and when it leaves'),
  () => {
    const closesAt = '2026-03-10T22:59:00.000Z';
    const words = (daysBefore: number) => {
      const leaves = reminderAt(charter, holidays, { opensAt: sentAt, closesAt }, daysBefore) ?? '';
      return said((t) => whyReminder(t, charter, { closesAt, daysBefore, at: leaves }));
    };
    expect(words(3).fr).toBe(
      'Échéance le mardi 10 mars 2026 à 23 h 59 (heure de Bruxelles) ; rappel trois jours avant ; les rappels partent du lundi au vendredi, hors jours fériés, en dehors des heures de repos ; envoi le vendredi 6 mars 2026 à 19 h 59 (heure de Bruxelles).',
    );
    expect(words(0).en).toContain('; reminder on the day itself;');
  },
);

test(rule('convocation', 'a waiting delay says since when, how many days and until when'), () => {
  const delay = { from: '2026-03-03T11:00:00.000Z', days: 3, at: '2026-03-06T11:00:00.000Z' };
  expect(said((t) => whyDelay(t, charter, delay))).toEqual({
    fr: 'En attente depuis le mardi 3 mars 2026 ; trois jours du lundi au vendredi, hors jours fériés ; jusqu’au vendredi 6 mars 2026 à 12 h 00 (heure de Bruxelles).',
    nl: 'Wachttijd vanaf dinsdag 3 maart 2026; drie dagen van maandag tot en met vrijdag, feestdagen niet meegerekend; tot vrijdag 6 maart 2026 om 12.00 uur (Brusselse tijd).',
    en: 'Waiting since Tuesday 3 March 2026; three days from Monday to Friday, public holidays excluded; until Friday 6 March 2026 at 12:00 (Brussels time).',
  });
});
