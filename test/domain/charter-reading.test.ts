import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Charter } from '../../src/domain/charter.ts';
import type { Incoherence } from '../../src/domain/charter-fault.ts';
import { readCharter } from '../../src/domain/charter-reading.ts';
import { charterNamed } from '../support/charters.ts';

// biome-ignore lint/suspicious/noExplicitAny: a charter with anything wrong in it
type Raw = any;

/** The faults of the contrary charter after a change, as `code place`. */
function faultsAfter(change: (charter: Raw) => void): string[] {
  const charter: Raw = structuredClone(charterNamed('contraire-2026'));
  change(charter);
  const reading = readCharter(charter);
  return reading.is === 'charter' ? [] : reading.faults.map((f) => `${f.code} ${f.path.join('.')}`);
}

describe('une charte dont la forme est fautive', () => {
  it.each<[string, (charter: Raw) => void, string[]]>([
    [
      'a value of the wrong kind',
      (c) => {
        c.rules.notice.value.days = 'cinq';
      },
      ['wrong rules.notice.value.days'],
    ],
    [
      'a value that isn’t one of the known ones',
      (c) => {
        c.rules.tie.value = 'coin';
      },
      ['wrong rules.tie.value'],
    ],
    [
      'a missing rule',
      (c) => {
        delete c.rules.tie;
      },
      ['missing rules.tie'],
    ],
    [
      'a missing value',
      (c) => {
        delete c.rules.tie.value;
      },
      ['missing rules.tie.value'],
    ],
    [
      'an unknown rule',
      (c) => {
        c.rules.surprise = 1;
      },
      ['unknown rules.surprise'],
    ],
    [
      'a misspelt name: one fault, not two',
      (c) => {
        c.rules.notice.value = { day: 5, unit: 'clear' };
      },
      ['misnamed rules.notice.value.day'],
    ],
    [
      'no source',
      (c) => {
        delete c.rules.tie.source;
      },
      ['source rules.tie.source'],
    ],
    [
      'an empty source',
      (c) => {
        c.rules.tie.source = {};
      },
      ['source rules.tie.source'],
    ],
    [
      'an article without its words',
      (c) => {
        c.rules.tie.source = { article: '3' };
      },
      ['missing rules.tie.source.quote'],
    ],
    [
      'an assumption in two languages',
      (c) => {
        c.rules.tie.source = { assumption: { fr: 'Rien.', nl: 'Niets.' } };
      },
      ['missing rules.tie.source.assumption.en'],
    ],
    [
      'an article with an unfinished assumption',
      (c) => {
        c.rules.tie.source.assumption = { fr: 'Rien.', nl: 'Niets.' };
      },
      ['missing rules.tie.source.assumption.en'],
    ],
    [
      'an unknown kind of period',
      (c) => {
        c.rules.period.value.kind = 'eternal';
      },
      ['wrong rules.period.value.kind'],
    ],
    [
      'half an hour too many',
      (c) => {
        c.rules.quietHours.value.from = '24:30';
      },
      ['wrong rules.quietHours.value.from'],
    ],
    [
      'no language',
      (c) => {
        c.languages = [];
      },
      ['wrong languages'],
    ],
    [
      'a share of three numbers',
      (c) => {
        c.rules.ladder.value[0].threshold = [1, 2, 3];
      },
      ['wrong rules.ladder.value.0.threshold'],
    ],
    [
      'an id with capitals',
      (c) => {
        c.id = 'Épreuve';
      },
      ['wrong id'],
    ],
    [
      'several faults at once',
      (c) => {
        c.version = 0;
        c.rules.reach.value.minimumPercent = 101;
      },
      ['wrong version', 'wrong rules.reach.value.minimumPercent'],
    ],
  ])('%s', (_, change, faults) => {
    expect(faultsAfter(change)).toEqual(faults);
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readCharter(value).is).toBe('faulty');
      }),
    );
  });

  it('never throws, whatever stands in place of one of its parts', () => {
    const places = placesOf(charterNamed('colignon-2024'));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const charter = structuredClone(charterNamed('colignon-2024')) as Raw;
        let here = charter;
        for (const step of place.slice(0, -1)) here = here[step];
        here[place.at(-1) as string] = value;
        const reading = readCharter(charter);
        if (reading.is === 'faulty') expect(reading.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('une charte qui se contredit', () => {
  /** For each contradiction, a change that brings about that one alone, and where. */
  const contradictions: Record<Incoherence, [(c: Charter) => void, string]> = {
    'zone-unknown': [
      (c) => {
        c.zone = 'Europe/Bruxelles';
      },
      'zone',
    ],
    doubled: [
      (c) => {
        c.rules.criteria.value.push(...c.rules.criteria.value.slice(0, 1));
      },
      'rules.criteria.value.4.id',
    ],
    'no-such-day': [
      (c) => {
        c.rules.recess.value.push({ from: '02-28', to: '02-30' });
      },
      'rules.recess.value.2.to',
    ],
    'recess-all-year': [
      (c) => {
        c.rules.recess.value.push({ from: '01-03', to: '12-23' });
      },
      'rules.recess.value',
    ],
    'hours-backwards': [
      (c) => {
        c.rules.conveningHours.value = { from: '18:00', to: '09:00' };
      },
      'rules.conveningHours.value.to',
    ],
    'quiet-empty': [
      (c) => {
        c.rules.quietHours.value = { from: '20:00', to: '20:00' };
      },
      'rules.quietHours.value.to',
    ],
    'minimum-too-long': [
      (c) => {
        c.rules.period.value = { kind: 'rolling', days: 7, minimumDays: 8 };
      },
      'rules.period.value.minimumDays',
    ],
    'reminders-order': [
      (c) => {
        c.rules.reminders.value.daysBefore = [5, 5];
      },
      'rules.reminders.value.daysBefore.1',
    ],
    'reminders-too-early': [
      (c) => {
        c.rules.reminders.value.daysBefore = [14, 5];
      },
      'rules.reminders.value.daysBefore.0',
    ],
    'convocation-order': [
      (c) => {
        c.rules.convocation.value.sendAfter = 4;
      },
      'rules.convocation.value.sendAfter',
    ],
    'grounds-missing': [
      (c) => {
        c.rules.objectionGround.value = 'required';
        c.rules.grounds.value = [];
      },
      'rules.objectionGround.value',
    ],
    'computation-missing': [
      (c) => {
        Object.assign(c.rules.criteria.value[0] ?? {}, { how: 'both' });
      },
      'rules.criteria.value.0.computed',
    ],
    'computation-unwanted': [
      (c) => {
        Object.assign(c.rules.criteria.value[3] ?? {}, { how: 'checklist' });
      },
      'rules.criteria.value.3.computed',
    ],
    'form-not-accepted': [
      (c) => {
        const { computed } = c.rules.criteria.value[3] ?? {};
        if (computed?.kind === 'carrier') computed.shareCap = { form: 'cpas', percent: 40 };
      },
      'rules.criteria.value.3.computed.shareCap.form',
    ],
    'threshold-impossible': [
      (c) => {
        Object.assign(c.rules.ladder.value[1] ?? {}, { threshold: [1, 1] });
      },
      'rules.ladder.value.1.threshold',
    ],
    'seats-missing': [
      (c) => {
        c.rules.voters.value = 'seats';
        c.rules.bodies.value = [];
      },
      'rules.voters.value',
    ],
  };

  it.each(Object.entries(contradictions))('%s', (code, [change, place]) => {
    expect(faultsAfter(change)).toEqual([`${code} ${place}`]);
  });

  it.each<[string, (c: Charter) => void]>([
    [
      'a recess over New Year',
      (c) => {
        c.rules.recess.value = [{ from: '12-24', to: '01-02' }];
      },
    ],
    [
      '29 February',
      (c) => {
        c.rules.recess.value = [{ from: '02-29', to: '02-29' }];
      },
    ],
    [
      'quiet hours that pass midnight',
      (c) => {
        c.rules.quietHours.value = { from: '20:00', to: '08:00' };
      },
    ],
    [
      'a vote that needs everybody',
      (c) => {
        Object.assign(c.rules.ladder.value[0] ?? {}, { threshold: [1, 1] });
      },
    ],
    [
      'a convocation that waits for ever',
      (c) => {
        c.rules.convocation.value.sendAfter = null;
      },
    ],
  ])('and what is unusual but makes sense is accepted: %s', (_, change) => {
    expect(faultsAfter(change)).toEqual([]);
  });
});

/** Every path in a value. */
function placesOf(value: unknown, above: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...above, Array.isArray(value) ? Number(key) : key];
    return [path, ...placesOf(inner, path)];
  });
}
