// A call's summary card: its deadline, its proposals and where each stands, the plenary in preparation.

import type { Call } from '../../domain/call.ts';
import type { Charter } from '../../domain/charter.ts';
import type { Meeting } from '../../domain/meeting.ts';
import type { Block, Card } from '../card.ts';
import { fullDate, listOf } from '../format.ts';
import type { SceneProposal } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { shown, steps } from './words.ts';

export interface CallCardParts {
  call: Call;
  charter: Charter;
  title: string | null;
  proposals: Pick<SceneProposal, 'state' | 'title'>[];
  meeting: Meeting | undefined;
}

export function callCard(t: Translator, { call, charter, title, proposals, meeting }: CallCardParts): Card {
  const date = (at: string) => fullDate(t, at, charter.zone);
  const line = (p: Pick<SceneProposal, 'state' | 'title'>) =>
    t('call.line', {
      ref: p.state.id,
      title: shown(t, p.title),
      status: t(`proposal.status.${p.state.status}`, { steps: steps(charter) }),
    });
  const blocks: Block[] = [
    { type: 'fact', label: t('call.since'), value: date(call.opensAt) },
    { type: 'deadline', label: t('call.deadline'), at: call.closesAt, value: date(call.closesAt) },
    { type: 'text', text: t('call.rule') },
    { type: 'quote', head: t('call.proposals', { n: proposals.length }), lines: proposals.map(line) },
  ];
  if (meeting?.status === 'prepared') {
    const agenda = listOf(t, meeting.agenda);
    const text = t('call.plenary', { meeting: meeting.id, earliest: date(meeting.earliestAt), agenda });
    blocks.push({ type: 'text', text });
  }
  const open = call.status === 'collecting';
  return {
    subject: `card:${call.id}`,
    lang: t.lang,
    title: t('call.title', { ref: call.id, title: shown(t, title) }),
    status: { tone: open ? 'open' : 'quiet', label: t(`call.status.${call.status}`) },
    blocks,
    buttons: open
      ? [{ action: 'proposal.submit', target: call.id, label: t('action.proposal.submit'), style: 'primary' }]
      : [],
  };
}
