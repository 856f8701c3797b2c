// The card that shows a charter: every rule in plain words by theme, the article it was read in or the
// assumption it rests on, and whether it is applied yet.

import {
  articleOf,
  assumptionOf,
  assumptionsOf,
  type Charter,
  charterRef,
  type RuleName,
  ruleNames,
} from '../../domain/charter.ts';
import { notYetApplied } from '../../domain/not-yet-applied.ts';
import type { Block, Card } from '../card.ts';
import type { Translator } from '../translator.ts';
import { own, ruleLabel, ruleSentence } from './charter-words.ts';
import { button, folded, sourceOf, text } from './words.ts';

/** What an assumption's adoption is told by. */
export interface AdoptedBy {
  date: string;
  who: string;
  words: string | null;
}

/** Which assumptions the group has adopted, and whether whoever reads may write down more. */
export interface Adoptions {
  adopted: ReadonlyMap<RuleName, AdoptedBy>;
  mayAdopt: boolean;
}

/**
 * The whole charter, for whoever asks what the rules are: assumptions stand there as such, and once it is in
 * force, with when the group adopted each of them.
 */
export function charterCard(t: Translator, charter: Charter, adoptions: Adoptions | null = null): Card {
  const assumed = ruleNames.filter((name) => assumptionOf(charter, name)).length;
  const left = assumptionsOf(charter).some((name) => !adoptions?.adopted.has(name));
  const blocks: Block[] = [{ type: 'text', text: t('charter.intro', { rules: ruleNames.length, assumed }) }];
  for (const [theme, names] of themes) {
    const head = t(`charter.theme.${theme}`);
    const rules = names.map((name): Block => {
      return { type: 'fact', label: ruleLabel(t, name), value: withSource(t, charter, name, adoptions) };
    });
    blocks.push(...folded(head, [text(head), ...rules]));
  }
  return {
    subject: `charter:${charterRef(charter)}`,
    lang: t.lang,
    title: t('charter.title', { title: own(t, charter.title), version: charter.version }),
    status: { tone: charter.status === 'adopted' ? 'good' : 'attention', label: statusLabel(t, charter) },
    blocks,
    buttons: left && adoptions?.mayAdopt ? [button(t, 'assumption.adopt', '')] : [],
  };
}

type Theme =
  | 'days'
  | 'people'
  | 'consent'
  | 'objection'
  | 'criteria'
  | 'convening'
  | 'meeting'
  | 'vote'
  | 'after';

/** In the order in which people meet them: who takes part, what is asked, how it is decided, what follows. */
export const themes: readonly [Theme, readonly RuleName[]][] = [
  ['people', ['membership', 'proposers', 'objectors', 'voters', 'conflictOfInterest', 'questions', 'needs']],
  ['criteria', ['actionPlan', 'criteria', 'callCriteria']],
  ['consent', ['silence', 'period', 'rollToWorkingDay', 'reminders', 'reach', 'downtime']],
  [
    'objection',
    ['onObjection', 'objectionReason', 'counterProposal', 'objectionGround', 'grounds', 'onCompetition'],
  ],
  ['convening', ['notice', 'convocation']],
  ['days', ['workingDays', 'holidays', 'recess', 'conveningHours', 'quietHours']],
  ['meeting', ['standingAgenda', 'minimumPerYear', 'quorum', 'analysis', 'substitutes', 'proxies']],
  ['vote', ['ladder', 'votePer', 'carrierVotes', 'chairVotesLast', 'tie']],
  ['after', ['refusalReasons', 'bodies', 'pathway', 'minutesCorrectionDays', 'visibility']],
];

function statusLabel(t: Translator, { status, reviewMonths }: Charter): string {
  if (status === 'proposal' && reviewMonths !== null) {
    return t('charter.status.proposal.review', { months: t('charter.months', { n: reviewMonths }) });
  }
  return t(`charter.status.${status}`);
}

/** What is assumed for a rule, and where its adoption stands. */
function assumed(t: Translator, text: string, name: RuleName, adoptions: Adoptions | null): string {
  if (!adoptions) return t('charter.assumed', { text });
  const adopted = adoptions.adopted.get(name);
  if (!adopted) return t('charter.assumed.left', { text });
  const { date, who, words } = adopted;
  const told = t('charter.assumed.adopted', { date, who, text });
  return words === null ? told : `${told} ${t('charter.assumed.words', { text: words })}`;
}

function withSource(t: Translator, charter: Charter, name: RuleName, adoptions: Adoptions | null): string {
  const article = articleOf(charter, name);
  const assumption = assumptionOf(charter, name);
  const marks: string[] = [];
  if (article !== 'assumption') marks.push(`(${sourceOf(t, article)})`);
  if (notYetApplied.includes(name)) marks.push(`[${t('charter.not-yet')}]`);
  if (assumption) marks.push(assumed(t, small(own(t, assumption)), name, adoptions));
  return [ruleSentence(t, charter, name), ...marks].join(' ');
}

/** As it reads after a colon. */
function small(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
