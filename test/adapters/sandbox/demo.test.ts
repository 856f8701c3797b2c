// The demo: the call that a steering committee is shown, as a story and as lines, held to what issue and
// design promise of it.

import { beforeAll, describe, expect, it } from 'vitest';
import type { DemoLine } from '../../../adapters/sandbox/demo/line.ts';
import { type Played, play } from '../../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../../adapters/sandbox/demo/story.ts';
import { transcript } from '../../../adapters/sandbox/demo/transcript.ts';
import { langs } from '../../../src/domain/people.ts';
import type { Artefacts, ExportLine } from '../../chaos/artefacts.ts';
import { judge } from '../../chaos/judge.ts';

type Line<T extends DemoLine['type']> = DemoLine & { type: T };

const run = (lang: 'fr' | 'nl' | 'en' | null = null) => play({ data: 'members', now: start, lang }, playCall);

describe('the demo', () => {
  let played: Played;
  beforeAll(async () => {
    played = await run();
  }, 60_000);
  const of = <T extends DemoLine['type']>(type: T) =>
    played.lines.filter((line) => line.type === type) as Line<T>[];
  const happened = (name: string) => of('event').filter((e) => e.name === name);
  const outcome = (proposal: string) => of('outcome').find((line) => line.proposal === proposal);

  it('leaves the same bytes at each run', async () => {
    expect((await run()).lines).toEqual(played.lines);
  }, 60_000);

  it('numbers its lines from one, and ends with how much happened', () => {
    expect(played.lines.map((line) => line.i)).toEqual(played.lines.map((_, i) => i + 1));
    const [events, sent] = [of('event'), of('sent')];
    expect(of('summary')).toMatchObject([
      { events: events.length, sent: sent.length, head: events.at(-1)?.hash },
    ]);
    expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
  });

  it('validates one proposal by silence, and one after a question', () => {
    expect(outcome('P1')).toMatchObject({
      status: 'validated',
      basis: 'silence',
      article: '4b',
      answered: 0,
    });
    const answered = happened('QuestionAnswered')[0]?.data as { proposal: string };
    expect(outcome(answered.proposal)).toMatchObject({ status: 'validated', answered: 1 });
  });

  it('shows an objection that is lifted, and one that convenes a plenary, which decides', () => {
    const lifted = happened('ObjectionLifted')[0]?.data as { proposal: string };
    expect(outcome(lifted.proposal)).toMatchObject({ status: 'validated' });
    const decided = happened('OutcomeRecorded')[0]?.data as { proposal: string; meeting: string };
    expect(happened('ConvocationSent').map((e) => e.data)).toMatchObject([{ meeting: decided.meeting }]);
    expect(outcome(decided.proposal)).toMatchObject({ status: 'adopted', basis: null });
  });

  it('shows two in competition that are merged, and one that lacks a criterion and is completed', () => {
    const [merged] = happened('ProposalsMerged').map((e) => e.data as { from: string; into: string });
    expect(happened('CompetitionDeclared')[0]?.data).toMatchObject({
      proposals: [merged?.from, merged?.into],
    });
    expect(outcome(merged?.from ?? '')).toMatchObject({ status: 'merged' });
    expect(outcome(merged?.into ?? '')).toMatchObject({ status: 'validated' });
    const incomplete = happened('ProposalIncomplete')[0]?.data as { proposal: string };
    expect(outcome(incomplete.proposal)).toMatchObject({ status: 'validated' });
  });

  it('takes an objection by telephone, one of a person without institution, and one that comes too late', () => {
    const authors = happened('ObjectionRaised').map(
      (e) => e.data as { author: { institution: string | null } },
    );
    expect(authors.map(({ author }) => author.institution)).toContain(null);
    expect(happened('EntryMade')[0]?.data).toMatchObject({ action: 'objection.raise', source: 'phone' });
    const late = happened('LateRemarkMade')[0];
    expect(late && happened('CallClosed')[0]?.at).toBeDefined();
    expect(Number(late?.seq)).toBeGreaterThan(Number(happened('CallClosed')[0]?.seq));
  });

  it('gives back the time of an outage across the deadline', () => {
    const [outage] = of('outage');
    const [extended] = happened('CallExtended').map(
      (e) => e.data as { fromClosesAt: string; closesAt: string },
    );
    expect(
      outage && extended && outage.from < extended.fromClosesAt && extended.fromClosesAt < outage.to,
    ).toBe(true);
    expect(Date.parse(extended?.closesAt ?? '') - Date.parse(extended?.fromClosesAt ?? '')).toBe(
      Date.parse(outage?.to ?? '') - Date.parse(outage?.from ?? ''),
    );
  });

  it('stands before the judge who reads only what came out', () => {
    const exported = played.exported.trim().split('\n');
    const artefacts: Artefacts = {
      acked: played.answers,
      received: played.received,
      exported: exported.map((line) => JSON.parse(line) as ExportLine),
    };
    expect(judge(artefacts)).toEqual({ lost: [], doubled: [], wrong: [] });
  });

  it.each(langs)(
    'is told whole in %s, in that language alone',
    async (lang) => {
      const { lines, people } = await run(lang);
      const told = transcript(lines, people, lang);
      const sent = lines.filter((line): line is Line<'sent'> => line.type === 'sent');
      expect(new Set(sent.map((line) => line.lang))).toEqual(new Set([lang]));
      for (const { text } of sent.filter((line) => line.kind !== 'edit'))
        expect(told.replaceAll(/\s+│?\s*/g, ' ')).toContain(
          text.split('\n')[0]?.replaceAll(/\s+/g, ' ').slice(0, 60),
        );
      expect(told).not.toMatch(/undefined|\bnull\b|\[object|\{[a-z]/);
    },
    60_000,
  );
});
