// What people are told of mandates and roles.

import { linkedView } from '../../app/linking.ts';
import { type EntrySource, type Mandate, mandateId, speaks } from '../../domain/people.ts';
import { deadlineOf } from '../../domain/period.ts';
import { carriedBy, isLive, type Proposal } from '../../domain/proposal.ts';
import { isMessageKey } from '../translator.ts';
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

  /** To an institution’s own people: somebody else spoke in its name. */
  async 'spoken-for'(x) {
    const [person, institution, action] = [
      x.need('person'),
      x.need('institution'),
      `entry.${x.need('action')}`,
    ];
    if (!isMessageKey(action)) throw new Error(`nothing says what ${action} is`);
    const { state, call, charter, name } = await x.proposal(x.need('proposal'));
    const source = x.maybe('source') as EntrySource | null;
    const { mandate } = await x.scene.speaker({ person, institution });
    const params = {
      person: (await x.scene.person(person)) ?? x.t('unnamed'),
      institution: shown(x.t, await x.scene.institution(institution)),
    };
    const open = isLive(state) && x.now < deadlineOf(state, call, charter);
    const { next, buttons } = possible(x, state, open, institution);
    return x.note(
      x.t('spoken-for.title', params),
      [
        x.t('spoken-for', { what: x.t(action), proposal: name }),
        source ? x.t('spoken-for.entered', { how: x.t(`entered.${source}`) }) : standing(x, mandate, params),
        next,
      ],
      buttons,
    );
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

  /** To whoever is one person under two accounts from now on. */
  async [linkedView](x) {
    return x.note(x.t('person.linked.title'), [x.t('person.linked'), x.t('person.linked.next')]);
  },

  async 'coordinator.released'(x) {
    const role = x.need('role') === 'deputy' ? 'deputy' : 'coordinator';
    return x.note(x.t(`coordinator.released.${role}`), [x.t('coordinator.released')]);
  },
};

/** What its own people can still do about it. */
function possible(x: Telling, state: Proposal, open: boolean, institution: string) {
  const { id } = state;
  if (isLive(state) && carriedBy(state).includes(institution)) {
    const buttons = [x.button('proposal.revise', id), x.button('proposal.withdraw', id)];
    return { next: x.t('spoken-for.own'), buttons };
  }
  if (!open) return { next: x.t('spoken-for.late'), buttons: [x.button('question.ask', id)] };
  const buttons = [x.button('consent.give', id), x.button('objection.raise', id)];
  return { next: x.t('spoken-for.next'), buttons };
}

function standing(
  x: Telling,
  mandate: Mandate['status'] | null,
  params: Record<string, string>,
): string | null {
  if (mandate === 'claimed') return x.t('spoken-for.claimed', params);
  return mandate === 'declined' ? x.t('spoken-for.declined', params) : null;
}

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
