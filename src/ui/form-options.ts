// What the fields of a form let one choose from, by name, as the assembly stands.

import type { Action } from '../app/actions.ts';
import type { Field, Pool } from '../app/fields.ts';
import type { Call } from '../domain/call.ts';
import { assumptionsOf, type Charter, type RuleName } from '../domain/charter.ts';
import { criteriaOf } from '../domain/criteria.ts';
import { type Outcome, possibleOutcomes } from '../domain/outcome.ts';
import { type Institution, speaks } from '../domain/people.ts';
import { hasCompeted, isLive, type Proposal } from '../domain/proposal.ts';
import type { Option } from './card.ts';
import { concerned, personName } from './form-targets.ts';
import type { OptionsByField } from './forms.ts';
import type { Scene } from './scene.ts';
import type { MessageKey, Translator } from './translator.ts';
import { themes } from './views/charter-card.ts';
import { own, ruleInWords } from './views/charter-words.ts';
import { objectiveOptions } from './views/objective-words.ts';
import { shown } from './views/words.ts';

/** What every field of an action lets one choose from. A field that isn’t named is typed. */
export async function allOptions(
  scene: Scene,
  action: Action,
  target: string,
  t: Translator,
): Promise<OptionsByField> {
  const found: Record<string, Option[]> = {};
  for (const field of action.fields) {
    const options = await optionsFor(scene, action, target, field, t);
    if (options) found[field.name] = options;
  }
  return found;
}

/** What one field lets one choose from. Undefined: it is typed. Empty: there is nothing to choose. */
export async function optionsFor(
  scene: Scene,
  action: Action,
  target: string,
  field: Field,
  t: Translator,
): Promise<Option[] | undefined> {
  if (action.name === 'outcome.record' && field.name === 'outcome')
    return outcomeOptions(scene, action, target, t);
  const pool = field.kind === 'codes' && field.name === 'objectives' ? 'objective' : undefined;
  const of = field.kind === 'pick' ? field.of : pool;
  if (!of) return undefined;
  const about = await concerned(scene, action, target);
  return pools[of]({ ...about, scene, action, target, field: field.name, t });
}

/** What can be recorded of that proposal, as it would read there. */
async function outcomeOptions(
  scene: Scene,
  action: Action,
  target: string,
  t: Translator,
): Promise<Option[] | undefined> {
  const { proposal } = await concerned(scene, action, target);
  if (!proposal) return undefined;
  const objections = await scene.list('objection', { parent: proposal.id });
  const objected = objections.some((o) => o.status === 'raised' || o.ended?.meeting === proposal.meeting);
  const key = (value: Outcome): MessageKey => {
    if (value === 'chosen' && !hasCompeted(proposal)) return 'outcome.alone.chosen';
    return value === 'refused' && !objected ? 'outcome.alone.refused' : `option.outcome.${value}`;
  };
  return possibleOutcomes(proposal).map((value) => ({ value, label: t(key(value)) }));
}

/** The institutions that take part, or some `among` them, by name. */
export async function institutionOptions(
  scene: Scene,
  t: Translator,
  among: (institution: Institution) => boolean = () => true,
): Promise<Option[]> {
  const present = (await scene.list('institution')).filter((i) => i.status === 'present' && among(i));
  const names = await scene.texts(present.map((i) => i.name));
  const options = present.map((i) => ({ value: i.id, label: shown(t, names.get(i.name.id) ?? null) }));
  return byLabel(t, options);
}

interface Asked {
  scene: Scene;
  action: Action;
  target: string;
  field: string;
  t: Translator;
  proposal?: Proposal;
  call?: Call;
}

const pools: Record<Pool, (asked: Asked) => Promise<Option[] | undefined>> = {
  institution({ scene, t, action, field, target, proposal }) {
    const self = action.target === 'institution' ? target : undefined;
    return institutionOptions(scene, t, (i) =>
      field === 'votesWith' ? i.votesWith === null && i.id !== self : i.id !== proposal?.carrier,
    );
  },

  async proposal({ scene, t, proposal, call }) {
    if (!proposal || !call) return undefined;
    const others = call.proposals.filter((id) => id !== proposal.id);
    const live = (await Promise.all(others.map((id) => scene.must('proposal', id)))).filter(isLive);
    const titles = await scene.texts(live.map((p) => p.title));
    return live.map((p) => ({
      value: p.id,
      label: t('proposal.title', { ref: p.id, title: shown(t, titles.get(p.title.id) ?? null) }),
    }));
  },

  /** Those of the call, or of the whole plan for a call that is to be; to take one back, those that were named. */
  async objective({ scene, action, proposal, call }) {
    const named = proposal?.objectives.map((o) => o.code) ?? [];
    const charter = call ? await scene.charterOf(call) : await scene.charterInForce();
    if (action.name === 'objective.remove') return proposal && namedOptions(named, charter);
    const planned = objectiveOptions(call ?? { objectives: [] }, charter, named);
    if (planned) return planned;
    if (!call || call.objectives.length === 0) return undefined;
    return call.objectives.filter((code) => !named.includes(code)).map(coded);
  },

  /** Those that can be ticked, with where the proposal stands on each. */
  async criterion({ scene, t, proposal, call }) {
    if (!proposal || !call) return undefined;
    const charter = await scene.charterOf(call);
    const added = await scene.texts(call.criteria.map((c) => c.label));
    return criteriaOf(await scene.known(proposal, call, charter))
      .filter((c) => c.by !== 'computed' || c.criterion?.how !== 'computed')
      .map(({ id, criterion, state }) => {
        const asked = call.criteria.find((c) => c.id === id);
        const label = criterion
          ? own(t, criterion.label)
          : shown(t, (asked && added.get(asked.label.id)) ?? null);
        return { value: id, label: t(`option.criterion.${state}`, { label }) };
      });
  },

  async ground({ scene, t, call }) {
    const charter = call && (await scene.charterOf(call));
    return charter?.rules.grounds.value.map((g) => ({ value: g.id, label: own(t, g.label) }));
  },

  /** Those that the group has yet to adopt. */
  async assumption({ scene, t }) {
    const { text, assumptions } = await scene.must('charter', scene.assembly.charter);
    return assumptionOptions(
      t,
      text,
      assumptionsOf(text).filter((name) => !assumptions[name]),
    );
  },

  /** Chosen before there is an assembly. */
  async charter() {
    return undefined;
  },

  async person({ scene, t, action, target }) {
    const { coordinators, deputies } = scene.assembly;
    const mandates = (await scene.list('mandate')).filter(speaks);
    const leaving = action.target === 'mandate' ? await scene.find('mandate', target) : undefined;
    const running = [...coordinators, ...deputies];
    const known =
      action.name === 'coordinator.release' ? running : [...mandates.map((m) => m.person), ...running];
    const persons = [...new Set(known)].filter((person) => person !== leaving?.person);
    const options = persons.map(async (person) => {
      const mandate = mandates.find((m) => m.person === person);
      return { value: person, label: await personName(scene, t, person, mandate?.institution ?? null) };
    });
    return byLabel(t, await Promise.all(options));
  },
};

/** Each by what its rule is called and says, under its theme. */
export function assumptionOptions(t: Translator, charter: Charter, names: readonly RuleName[]): Option[] {
  return themes.flatMap(([theme, rules]) =>
    rules
      .filter((name) => names.includes(name))
      .map((name) => ({
        value: name,
        label: ruleInWords(t, charter, name),
        group: t(`charter.theme.${theme}`),
      })),
  );
}

function namedOptions(named: string[], charter: Charter): Option[] {
  const planned = objectiveOptions({ objectives: [] }, charter)?.filter((o) => named.includes(o.value));
  return planned ?? named.map(coded);
}

function coded(code: string): Option {
  return { value: code, label: code };
}

function byLabel(t: Translator, options: Option[]): Option[] {
  return options.toSorted((a, b) => a.label.localeCompare(b.label, t.lang));
}
