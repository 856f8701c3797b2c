// Receipts to those who spoke, and word to those who are spoken to, or in whose name somebody spoke.

import type { DomainEvent } from '../../domain/events.ts';
import { spokenAct } from '../../domain/spoken.ts';
import type { Addresses } from '../addresses.ts';
import type { Audience } from '../audience.ts';
import type { Letter } from '../letter.ts';
import { union, without } from './persons.ts';

/** Receipts to those who spoke, and word to those who are spoken to. */
export function answerMessages(e: DomainEvent, to: Addresses, audience: Audience): Letter[] {
  const { coordinators, carriers } = audience;
  switch (e.name) {
    case 'ObjectionRaised': {
      const { objection, author } = e.data;
      const partners = audience.partners.filter((person) => !carriers.includes(person));
      return [
        ...to.private('objection.receipt', [author.person], { objection }),
        ...to.private('objection.raised.carrier', without(carriers, author.person), { objection }),
        ...to.private('objection.raised', without(partners, author.person), { objection }),
      ];
    }
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn': {
      const { objection, author, by } = e.data;
      const own = union([by.person], [author.person]);
      const involved = union(carriers, audience.partners).filter((person) => !own.includes(person));
      return [
        ...to.private('objection.ended', own, { objection }),
        ...to.private('objection.ended.others', involved, { objection }),
      ];
    }
    case 'ObjectionSettled':
      return to.private('objection.ended', [e.data.author.person], { objection: e.data.objection });
    case 'ObjectionExplained': {
      const { objection, by } = e.data;
      const involved = union(carriers, audience.partners);
      return [
        ...to.private('objection.explained', [by.person], { objection }),
        ...to.private('objection.explained.others', without(involved, by.person), { objection }),
      ];
    }
    case 'LateRemarkMade':
      return to.private('remark.late', [e.data.author.person], { concern: e.data.concern });
    case 'ConcernRaised':
      return to.private('concern.raised', without(carriers, e.data.author.person), {
        concern: e.data.concern,
      });
    case 'QuestionAsked':
      return to.private('question.asked', without(carriers, e.data.author.person), {
        question: e.data.question,
      });
    case 'QuestionAnswered':
      return to.private('question.answered', e.data.asker === e.data.by.person ? [] : [e.data.asker], {
        question: e.data.question,
      });
    case 'InterestShown':
      return to.private('interest.shown', without(carriers, e.data.author.person), { stance: e.data.stance });
    case 'ContradictionSeen': {
      const { objection, objector, consenting } = e.data;
      const told = union([objector, consenting.person], coordinators);
      return to.private('contradiction', told, { objection, consenting: consenting.person });
    }
    case 'EntryMade':
      return to.private('entry.receipt', [e.data.for.person], {
        action: e.data.action,
        ref: e.data.ref,
        source: e.data.source,
        by: e.data.by.person,
      });
    case 'NeedNoted':
      return [
        ...to.private('need.noted', without(coordinators, e.data.author.person), { need: e.data.need }),
        // Whoever telephoned gets the receipt of the entry.
        ...to.private('need.receipt', e.data.entered ? [] : [e.data.author.person], { need: e.data.need }),
      ];
    case 'NeedTakenUp':
      return to.private('need.taken-up', without([e.data.author.person], e.data.by.person), {
        need: e.data.need,
      });
    case 'CoordinatorAsked':
      return [
        ...to.private('talk.asked', coordinators, { talk: e.data.talk }),
        ...to.private('talk.receipt', [e.data.author.person], { talk: e.data.talk }),
      ];
    case 'CoordinatorAnswered':
      return to.private('talk.answered', [e.data.asker], { talk: e.data.talk });
    default:
      return [];
  }
}

/** An institution’s own people learn who spoke in its name: once for each kind of act and proposal. */
export function spokenFor(e: DomainEvent, to: Addresses, { principals }: Audience): Letter[] {
  const act = spokenAct(e);
  if (act === null) return [];
  const { action, proposal, person, institution, source } = act;
  const params = { action, proposal, person, institution, source: source ?? '' };
  return to.private('spoken-for', principals, params, { as: `spoken:${institution}:${action}:${proposal}` });
}
