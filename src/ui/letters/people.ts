// What people are told of mandates and roles.

import { mandateId, speaks } from '../../domain/people.ts';
import { shown } from '../views/words.ts';
import type { Telling, Views } from './telling.ts';

export const peopleViews: Views = {
  /** To those who run the process; not once it is decided. */
  async 'mandate.to-confirm'(x) {
    const { id, status, person, institution } = await mandate(x);
    if (status !== 'claimed') return null;
    return x.note(
      x.t('mandate.to-confirm.title'),
      [x.t('mandate.to-confirm', { person, institution }), x.t('mandate.to-confirm.next')],
      [x.button('mandate.confirm', id, 'primary'), x.button('mandate.decline', id)],
    );
  },

  async 'mandate.confirmed'(x) {
    const { institution } = await mandate(x);
    return x.note(x.t('mandate.confirmed.title'), [x.t('mandate.confirmed', { institution })]);
  },

  async 'mandate.declined'(x) {
    const { institution, reason } = await mandate(x);
    const words = reason && (await x.scene.words(reason));
    return x.note(x.t('mandate.declined.title'), [
      x.t('mandate.declined', { institution }),
      reason && { type: 'quote', head: x.t('reason'), lines: [shown(x.t, words)] },
      x.t('mandate.declined.next'),
    ]);
  },

  async 'mandate.ended'(x) {
    const { institution } = await mandate(x);
    return x.note(x.t('mandate.ended.title'), [x.t('mandate.ended', { institution })]);
  },

  async 'institution.left'(x) {
    const id = x.need('institution');
    const institution = shown(x.t, await x.scene.institution(id));
    const theirs =
      (await x.scene.must('institution', id)).contact === x.reader ||
      speaks(await x.scene.find('mandate', mandateId(x.reader, id)));
    return x.note(x.t('institution.left.title', { institution }), [
      x.t('institution.left'),
      theirs ? x.t('institution.left.own', { institution }) : null,
    ]);
  },

  async 'coordinator.appointed'(x) {
    const role = x.need('role') === 'deputy' ? 'deputy' : 'coordinator';
    const until = x.maybe('until');
    const charter = (await x.scene.must('charter', x.scene.assembly.charter)).text;
    return x.note(x.t(`coordinator.appointed.${role}`), [
      x.t('coordinator.appointed'),
      until && x.t('coordinator.appointed.until', { at: x.date(until, charter) }),
    ]);
  },

  async 'coordinator.released'(x) {
    const role = x.need('role') === 'deputy' ? 'deputy' : 'coordinator';
    return x.note(x.t(`coordinator.released.${role}`), [x.t('coordinator.released')]);
  },
};

async function mandate(x: Telling) {
  const { id, status, person, institution, reason } = await x.scene.must('mandate', x.need('mandate'));
  return {
    id,
    status,
    reason,
    person: (await x.scene.person(person)) ?? x.t('unnamed'),
    institution: shown(x.t, await x.scene.institution(institution)),
  };
}
