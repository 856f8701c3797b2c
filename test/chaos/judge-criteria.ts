// Where a proposal stands on the criteria of its charter and its call, as somebody with the charter in hand
// would tick them.

import type { Book, Call, Data, Institution, Proposal } from './judge-book.ts';

export interface Verdicts {
  unmet: string[];
  unknown: string[];
}

export function criteriaOf(p: Proposal, book: Book): Verdicts {
  const call = book.callOf(p);
  const verdicts: Verdicts = { unmet: [], unknown: [] };
  const note = (id: string, met: boolean | null) => {
    if (met === false) verdicts.unmet.push(id);
    if (met === null) verdicts.unknown.push(id);
  };
  for (const { id, how, computed } of book.value(call, 'criteria') as unknown as Data[]) {
    const ticked = p.checks.get(id) ?? null;
    const found = computed && how !== 'checklist' ? compute(computed, p, book) : null;
    if (how === 'both') note(id, found === false ? false : ticked);
    else note(id, found ?? ticked);
  }
  for (const id of call.criteria) note(id, p.checks.get(id) ?? null);
  return verdicts;
}

/** Whether what is known of the institutions answers it, whatever anybody ticks. */
export function isComputed(p: Proposal, id: string, book: Book): boolean {
  const rules = book.value(book.callOf(p), 'criteria') as unknown as Data[];
  const criterion = rules.find((c) => c.id === id);
  return criterion?.how === 'computed' && compute(criterion.computed, p, book) !== null;
}

function compute(how: Data, p: Proposal, book: Book): boolean | null {
  const carrier = book.institutions.get(p.carrier) as Institution;
  const others = new Set([...p.partners, ...p.joint.map((j) => j.carrier)].filter((id) => id !== p.carrier));
  const all = [carrier, ...[...others].map((id) => book.institutions.get(id) as Institution)];
  switch (how.kind) {
    case 'objectives':
      return [...p.objectives.keys()].some((code) => servesCall(code, book.callOf(p), book) === true) || null;
    case 'carrier':
      return carries(how, carrier, p);
    case 'partnership': {
      const missing = how.sectors.filter((s: string) => !all.some((i) => i.sectors.includes(s)));
      if (all.length < 2) return null;
      if (missing.length === 0) return true;
      return all.some((i) => i.sectors.length === 0) ? null : false;
    }
    case 'rooted':
      if (all.some((i) => i.rooted)) return true;
      return all.some((i) => i.rooted === null) ? null : false;
    default:
      throw new Error(`the judge does not know how to compute ${how.kind}`);
  }
}

/** Whether the plan, and what the call lists of it, has this code; null where neither lists any. */
export function servesCall(code: string, call: Call, book: Book): boolean | null {
  const plan = book.value(call, 'actionPlan') as unknown as Data | null;
  const listed = call.objectives;
  if (!plan) return listed.length === 0 ? null : listed.includes(code);
  const named = (wanted: string) => plan.objectives.find((o: Data) => o.code === wanted);
  let here: Data | undefined = named(code);
  if (listed.length === 0) return here !== undefined;
  while (here && !listed.includes(here.code)) here = named(here.parent);
  return here !== undefined;
}

function carries(how: Data, carrier: Institution, p: Proposal): boolean | null {
  if (!carrier.present) return false;
  if (carrier.legalForm === 'unknown') return null;
  if (!how.forms.includes(carrier.legalForm)) return false;
  if (how.soundAccounts.includes(carrier.legalForm) && carrier.soundAccounts !== true)
    return carrier.soundAccounts === null ? null : false;
  if (how.shareCap?.form !== carrier.legalForm) return true;
  if (p.amount === null || p.share === null) return null;
  return p.share / p.amount <= how.shareCap.percent / 100 + 1e-12;
}
