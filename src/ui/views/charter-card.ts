// The card that shows a charter: every rule in plain words by theme, the article it was read in or the
// assumption it rests on, and whether it is applied yet.

import {
  articleOf,
  assumptionOf,
  type Charter,
  charterRef,
  type RuleName,
  ruleNames,
} from '../../domain/charter.ts';
import { notYetApplied } from '../../domain/not-yet-applied.ts';
import type { Block, Card } from '../card.ts';
import type { Translator } from '../translator.ts';
import { own, ruleLabel, ruleSentence } from './charter-words.ts';
import { folded, sourceOf, text } from './words.ts';

/** The whole charter, for whoever asks what the rules are: assumptions stand there as such. */
export function charterCard(t: Translator, charter: Charter): Card {
  const assumed = ruleNames.filter((name) => assumptionOf(charter, name)).length;
  const blocks: Block[] = [{ type: 'text', text: t('charter.intro', { rules: ruleNames.length, assumed }) }];
  for (const [theme, names] of themes) {
    const head = t(`charter.theme.${theme}`);
    const rules = names.map((name): Block => {
      return { type: 'fact', label: ruleLabel(t, name), value: withSource(t, charter, name) };
    });
    blocks.push(...folded(head, [text(head), ...rules]));
  }
  return {
    subject: `charter:${charterRef(charter)}`,
    lang: t.lang,
    title: t('charter.title', { title: own(t, charter.title), version: charter.version }),
    status: { tone: charter.status === 'adopted' ? 'good' : 'attention', label: statusLabel(t, charter) },
    blocks,
    buttons: [],
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
const themes: [Theme, RuleName[]][] = [
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

function withSource(t: Translator, charter: Charter, name: RuleName): string {
  const article = articleOf(charter, name);
  const assumption = assumptionOf(charter, name);
  const marks: string[] = [];
  if (article !== 'assumption') marks.push(`(${sourceOf(t, article)})`);
  if (notYetApplied.includes(name)) marks.push(`[${t('charter.not-yet')}]`);
  if (assumption) marks.push(t('charter.assumed', { text: small(own(t, assumption)) }));
  return [ruleSentence(t, charter, name), ...marks].join(' ');
}

/** As it reads after a colon. */
function small(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
