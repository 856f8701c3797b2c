// A call's summary card: both deadlines, the fund, what is asked, its proposals and where each stands, the
// plenary.

import type { Call } from '../../domain/call.ts';
import { articleOf, type Charter } from '../../domain/charter.ts';
import type { Meeting } from '../../domain/meeting.ts';
import { isLive } from '../../domain/proposal.ts';
import type { Block, Card } from '../card.ts';
import { euros, fullDate, listOf } from '../format.ts';
import type { Scene, SceneProposal } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { whyDeadline } from './date-words.ts';
import { callObjectiveBlocks } from './objective-words.ts';
import { button, shown, sourceOf, steps, text } from './words.ts';

const tones = {
  draft: 'quiet',
  dropped: 'quiet',
  collecting: 'open',
  reviewing: 'open',
  closed: 'quiet',
} as const;

export async function callCard(scene: Scene, t: Translator, call: Call, now: string): Promise<Card> {
  const charter = await scene.charterOf(call);
  const proposals = await Promise.all(call.proposals.map((id) => scene.headline(id)));
  const blocks: Block[] = [
    ...datesOf(t, call, charter),
    ...(await askedOf(scene, t, call, charter, proposals)),
    ...proposalsOf(t, charter, proposals),
    ...(await plenaries(scene, t, call, charter, now)),
    ...(await corrections(scene, t, call.corrections, charter)),
  ];
  if (isOpen(call)) {
    const source = sourceOf(t, articleOf(charter, 'silence'));
    blocks.push(text(t(`call.silence.${charter.rules.silence.value}`, { source })));
  }
  const taking = call.status === 'collecting' && now < call.proposalsUntil;
  return {
    subject: `card:${call.id}`,
    lang: t.lang,
    title: t('call.title', { ref: call.id, title: shown(t, await scene.words(call.title)) }),
    status: { tone: tones[call.status], label: t(`call.status.${call.status}`) },
    blocks,
    buttons: taking ? [button(t, 'proposal.submit', call.id, 'primary')] : [],
  };
}

/** What a coordinator put right, for all to see. */
export async function corrections(
  scene: Scene,
  t: Translator,
  made: Call['corrections'],
  charter: Charter,
): Promise<Block[]> {
  if (made.length === 0) return [];
  const items = made.map(async ({ at, words }) =>
    t('correction.line', { at: fullDate(t, at, charter.zone), text: shown(t, await scene.words(words)) }),
  );
  return [{ type: 'list', head: t('corrections'), items: await Promise.all(items) }];
}

function isOpen({ status }: Call): boolean {
  return status === 'collecting' || status === 'reviewing';
}

/** Until when one proposes and until when one objects; why the second one has moved. */
function datesOf(t: Translator, call: Call, charter: Charter): Block[] {
  const date = (at: string) => fullDate(t, at, charter.zone);
  const { proposalsUntil, closesAt, firstClosesAt, status } = call;
  const blocks: Block[] = [];
  const { period } = charter.rules;
  if (status === 'collecting' || status === 'draft') {
    blocks.push({
      type: 'deadline',
      label: t('call.proposals-until'),
      at: proposalsUntil,
      value: date(proposalsUntil),
    });
  }
  if (period.value.kind === 'rolling') blocks.push(text(t('call.rolling', { n: period.value.days })));
  else blocks.push({ type: 'deadline', label: t('call.deadline'), at: closesAt, value: date(closesAt) });
  if (closesAt > firstClosesAt) {
    blocks.push(text(whyDeadline(t, charter, { kind: 'outage', formerly: firstClosesAt, closesAt })));
  }
  return blocks;
}

type Headline = Pick<SceneProposal, 'state' | 'title'>;

async function askedOf(
  scene: Scene,
  t: Translator,
  call: Call,
  charter: Charter,
  proposals: Headline[],
): Promise<Block[]> {
  const blocks: Block[] = [];
  if (call.fund !== null) {
    const standing = proposals.filter(({ state }) => isLive(state) || isGranted(state.status));
    const requested = standing.reduce((sum, { state }) => sum + (state.amount ?? 0), 0);
    const [fund, asked] = [euros(t, call.fund), euros(t, requested)];
    const value =
      requested === 0
        ? t('call.fund.unrequested', { fund })
        : t('call.fund.requested', { fund, requested: asked });
    blocks.push({ type: 'fact', label: t('call.fund'), value });
  }
  if (call.frame) {
    const lines = [shown(t, await scene.words(call.frame))];
    blocks.push({ type: 'quote', head: t('call.frame'), lines });
  }
  blocks.push(...callObjectiveBlocks(t, call, charter));
  if (call.criteria.length > 0) {
    const items = call.criteria.map(async ({ label }) => shown(t, await scene.words(label)));
    blocks.push({ type: 'list', head: t('call.criteria'), items: await Promise.all(items) });
  }
  return blocks;
}

function isGranted(status: string): boolean {
  return status === 'validated' || status === 'adopted' || status === 'chosen';
}

function proposalsOf(t: Translator, charter: Charter, proposals: Headline[]): Block[] {
  const head = t('call.proposals', { n: proposals.length });
  if (proposals.length === 0) return [text(head)];
  const items = proposals.map(({ state, title }) => {
    const status = proposalStatus(t, charter, state);
    return t('call.line', { ref: state.id, title: shown(t, title), status });
  });
  return [{ type: 'list', head, items }];
}

/** 'en attente de plénière', 'fusionnée dans P2' */
export function proposalStatus(t: Translator, charter: Charter, state: SceneProposal['state']): string {
  if (state.status === 'merged') return t('proposal.status.merged', { into: state.into });
  return t(`proposal.status.${state.status}`, { steps: `${steps(charter)}` });
}

/** Those that are still to come. */
async function plenaries(
  scene: Scene,
  t: Translator,
  call: Call,
  charter: Charter,
  now: string,
): Promise<Block[]> {
  const ahead = await scene.meetingsAhead(call, now);
  const said = await Promise.all(ahead.map((meeting) => plenarySaid(scene, t, meeting, charter)));
  return said.flatMap((words) => (words === null ? [] : [text(words)]));
}

/** Where the plenary stands, with its date and place; null when none is to come. */
export async function plenarySaid(
  scene: Scene,
  t: Translator,
  meeting: Meeting,
  charter: Charter,
): Promise<string | null> {
  const agenda = listOf(t, meeting.agenda);
  const date = (at: string) => fullDate(t, at, charter.zone);
  if (meeting.status === 'prepared') {
    return t('call.plenary', { meeting: meeting.id, earliest: date(meeting.earliestAt), agenda });
  }
  if (meeting.status !== 'convened' || meeting.startsAt === null) return null;
  const place = meeting.place ? shown(t, await scene.words(meeting.place)) : t('meeting.place.later');
  return t('call.plenary.convened', { meeting: meeting.id, at: date(meeting.startsAt), place, agenda });
}
