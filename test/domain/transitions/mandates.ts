import type { Decision } from '../../../src/domain/decision.ts';
import type { Mandate } from '../../../src/domain/people.ts';
import { claimMandate, confirmMandate, declineMandate, endMandate } from '../../../src/domain/roster.ts';
import { farid, institution, mandate, referente } from '../../support/given.ts';

import { inTime, type Situation, type Subject, words, worldOf } from './subject.ts';

const onMandate = (status: Mandate['status'] | null): Situation => ({
  at: inTime,
  world: worldOf(status === null ? {} : { 'mandate:zoe~I2': mandate('zoe', 'I2', status) }),
});
const mandateAct = (decide: (at: string, m: Mandate | undefined) => Decision) => (s: Situation) =>
  decide(s.at, s.world.get('mandate:zoe~I2') as Mandate | undefined);
/** What is done to a mandate that there isn't is refused before anything is decided. */
const standing = (decide: (at: string, m: Mandate) => Decision) =>
  mandateAct((at, m) => (m ? decide(at, m) : []));

export const mandates: Subject = {
  key: 'mandate:zoe~I2',
  situations: {
    no: onMandate(null),
    cl: onMandate('claimed'),
    co: onMandate('confirmed'),
    de: onMandate('declined'),
    en: onMandate('ended'),
  },
  acts: {
    claim: mandateAct((at, m) => claimMandate(at, 'zoe', { institution: institution('I2'), mandate: m })),
    'mandate.confirm': mandateAct((at, m) =>
      confirmMandate(at, referente, {
        person: 'zoe',
        institution: institution('I2'),
        mandate: m,
        alone: false,
      }),
    ),
    'mandate.decline': standing((at, m) => declineMandate({ reason: words }, at, referente, { mandate: m })),
    'mandate.end': standing((at, m) =>
      endMandate({ successor: null }, at, farid, {
        mandate: m,
        next: undefined,
        vouched: true,
        alone: false,
      }),
    ),
    'follows.confirmed': mandateAct((at, m) =>
      endMandate({ successor: 'zoe' }, at, farid, {
        mandate: mandate('farid', 'I2'),
        next: m,
        vouched: true,
        alone: false,
      }),
    ),
    'follows.claimed': mandateAct((at, m) =>
      endMandate({ successor: 'zoe' }, at, farid, {
        mandate: mandate('farid', 'I2', 'claimed'),
        next: m,
        vouched: false,
        alone: false,
      }),
    ),
  },
};
