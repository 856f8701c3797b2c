// One entry a command: what it reads, and the pure decision it hands that to.

import { nextRef } from '../domain/assembly.ts';
import type { Holidays } from '../domain/calendar.ts';
import { closeCall, extendCall, openCall } from '../domain/call.ts';
import { charterRef } from '../domain/charter.ts';
import type { CommandOf, CommandType } from '../domain/commands.ts';
import { type Decision, event } from '../domain/decision.ts';
import { convene, release, reschedule } from '../domain/meeting.ts';
import { endObjection, raiseObjection } from '../domain/objection.ts';
import { type Actor, mandateId } from '../domain/people.ts';
import { submitProposal, validateLifted } from '../domain/proposal.ts';
import { refuse } from '../domain/refusal.ts';
import type { Draft } from './draft.ts';

export interface Context {
  /** The instant that counts: when a person's act was received, or when a timer fired. */
  at: string;
  /** Who acts; `service` for timers and policies. */
  actor: Actor | 'service';
  draft: Draft;
  holidays: Holidays;
}

type Handler<T extends CommandType> = (command: CommandOf<T>, context: Context) => Promise<Decision>;

export const handlers: { [T in CommandType]: Handler<T> } = {
  async OpenAssembly({ charter, coordinators, deputies }, { at }) {
    return [
      event('AssemblyOpened', at, { coordinators, deputies }),
      event('CharterAdopted', at, { charter: charterRef(charter), text: charter }),
    ];
  },

  async OpenRoom({ platform, tenant, channel, lang }, { at, draft }) {
    const room = `${platform}:${tenant}:${channel}`;
    if (await draft.get('room', room)) return [];
    return [event('RoomOpened', at, { room, platform, tenant, channel, lang })];
  },

  async RegisterInstitution({ name, legalForm, sectors }, { at, draft }) {
    const institution = nextRef(draft.assembly, 'I');
    return [event('InstitutionRegistered', at, { institution, name, legalForm, sectors })];
  },

  async ClaimMandate({ institution }, context) {
    const { at, draft } = context;
    const { person } = acting(context);
    if (!(await draft.get('institution', institution))) {
      return refuse('institution.unknown', { field: 'institution', params: { institution } });
    }
    const mandate = mandateId(person, institution);
    if (await draft.get('mandate', mandate)) return [];
    return [event('MandateClaimed', at, { mandate, person, institution })];
  },

  async ConfirmMandate({ person, institution }, context) {
    const { at, draft } = context;
    if (!(await draft.get('institution', institution))) {
      return refuse('institution.unknown', { field: 'institution', params: { institution } });
    }
    const mandate = mandateId(person, institution);
    if ((await draft.get('mandate', mandate))?.status === 'confirmed') return [];
    return [event('MandateConfirmed', at, { mandate, person, institution, by: acting(context) })];
  },

  async OpenCall(command, context) {
    return openCall(command, context.at, acting(context), { assembly: context.draft.assembly });
  },

  async CloseCall(command, { at, draft }) {
    const call = await draft.must('call', command.call);
    const charter = await draft.charter(call.charter);
    const proposals = await Promise.all(call.proposals.map((id) => draft.must('proposal', id)));
    const outages = await draft.outages(call.opensAt, at);
    return closeCall(at, { call, charter, proposals, outages });
  },

  async ExtendCall(command, { at, draft }) {
    const call = await draft.get('call', command.call);
    if (!call || call.status === 'closed' || at < call.closesAt) return [];
    const outages = await draft.outages(call.opensAt, at);
    return extendCall(at, { call, charter: await draft.charter(call.charter), outages });
  },

  async SubmitProposal(command, context) {
    const { at, draft } = context;
    const call = await draft.get('call', command.call);
    if (!call) return refuse('call.unknown', { params: { call: command.call } });
    return submitProposal(command, at, acting(context), { assembly: draft.assembly, call });
  },

  async RaiseObjection(command, context) {
    const { at, draft } = context;
    const proposal = await draft.get('proposal', command.proposal);
    if (!proposal) return refuse('proposal.unknown', { params: { proposal: command.proposal } });
    const call = await draft.must('call', proposal.call);
    const charter = await draft.charter(call.charter);
    return raiseObjection(command, at, acting(context), {
      assembly: draft.assembly,
      call,
      charter,
      proposal,
    });
  },

  async EndObjection(command, context) {
    const { at, draft } = context;
    const objection = await draft.get('objection', command.objection);
    if (!objection) return refuse('objection.unknown', { params: { objection: command.objection } });
    const actor = acting(context);
    const mandate = actor.institution
      ? await draft.get('mandate', mandateId(actor.person, actor.institution))
      : undefined;
    return endObjection(command, at, actor, { objection, mandate });
  },

  async ValidateLifted(command, { at, draft }) {
    const proposal = await draft.must('proposal', command.proposal);
    const call = await draft.must('call', proposal.call);
    return validateLifted(at, { proposal, call, charter: await draft.charter(call.charter) });
  },

  async Convene(command, { at, draft, holidays }) {
    const proposal = await draft.must('proposal', command.proposal);
    const call = await draft.must('call', proposal.call);
    const meeting = call.meeting ? await draft.must('meeting', call.meeting) : undefined;
    const charter = await draft.charter(call.charter);
    return convene(proposal.id, at, { assembly: draft.assembly, call, charter, meeting, holidays });
  },

  async Release(command, { at, draft }) {
    const proposal = await draft.must('proposal', command.proposal);
    const call = await draft.must('call', proposal.call);
    const meeting = call.meeting ? await draft.must('meeting', call.meeting) : undefined;
    return release(proposal.id, at, { call, meeting });
  },

  async Reschedule(command, { at, draft, holidays }) {
    const call = await draft.must('call', command.call);
    const meeting = call.meeting ? await draft.must('meeting', call.meeting) : undefined;
    return reschedule(at, { call, charter: await draft.charter(call.charter), meeting, holidays });
  },
};

function acting(context: Context): Actor {
  if (context.actor === 'service') throw new Error('a person’s act without a person');
  return context.actor;
}
