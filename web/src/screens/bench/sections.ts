// Duties as cards: the headings and the grouping of `casus ask`, made of the fields of its JSON.
import type { Answers, Duty } from './documents';

export type SectionName = 'assist' | 'disputed' | 'act' | 'consult' | 'called' | 'may' | 'contrary' | 'open' | 'standing';

export const headings: { name: SectionName; title: string; folded?: boolean }[] = [
  { name: 'assist', title: 'Bound to assist' },
  { name: 'disputed', title: 'Bound to assist, if the text binds' },
  { name: 'act', title: 'Bound to act' },
  { name: 'consult', title: 'Bound to consult' },
  { name: 'called', title: 'Called on, or undertaken politically' },
  { name: 'may', title: 'May act' },
  { name: 'contrary', title: 'Contrary to, as the facts are stated' },
  { name: 'open', title: 'Open' },
  { name: 'standing', title: 'Standing, whatever happens', folded: true },
];

/** A text binds as law by its own force, or as a state's own law. */
export const binds = (force: string): boolean => force === 'binding' || force === 'unilateral';

/** Where `casus ask` lists a duty: from `status`, `standing`, `modality`, `force` and the family of `act` (`casus list acts`). */
export function sectionOf(duty: Duty, breach: boolean, families: Map<string, string>): SectionName {
  if (duty.status === 'open') return 'open';
  if (breach) return 'contrary';
  if (duty.standing) return 'standing';
  if (duty.force === 'political' && duty.modality !== 'may') return 'called';
  if (duty.modality === 'may') return 'may';
  if (duty.modality === 'should' || duty.modality === 'should_not') return 'called';
  if (duty.modality === 'must_not') return 'act';
  if (families.get(duty.act) === 'force') return binds(duty.force) ? 'assist' : 'disputed';
  return duty.act === 'consult' ? 'consult' : 'act';
}

/** All who owe the same under the same provision. */
export interface Card {
  key: string;
  section: SectionName;
  breach: boolean;
  /** One of them, for what all have alike. */
  sample: Duty;
  duties: Duty[];
}

/** A debtor's own decision is a question with its code at the end, and reads alike for all. */
const alike = (terms: Answers[], debtor: string): string =>
  JSON.stringify(terms).replaceAll(`_of_${debtor}"`, '_of_each"');

export function cardsOf(duties: Duty[], breaches: Duty[], families: Map<string, string>): Card[] {
  const cards = new Map<string, Card>();
  for (const [list, breach] of [[duties, false], [breaches, true]] as const)
    for (const duty of list) {
      const section = sectionOf(duty, breach, families);
      const key = [
        duty.instrument, duty.provision, duty.modality, duty.act, duty.victim ?? '', duty.target ?? '', breach ? duty.event : '',
        duty.status, duty.round, duty.process.join(), alike(duty.on_questions, duty.debtor),
      ].join('|');
      const card = cards.get(key);
      if (card) card.duties.push(duty);
      else cards.set(key, { key, section, breach, sample: duty, duties: [duty] });
    }
  return [...cards.values()];
}

/**
 * Debtors of a card whose sentences say the same: a proviso, a reservation for other treaties, or whom a few parties owe it to can make
 * them differ. Few are told one by one; of many, sentences that differ in names alone are one.
 */
export function variantsOf(card: Card): Duty[][] {
  const few = card.duties.length <= 3;
  const variants = new Map<string, Duty[]>();
  for (const duty of card.duties) {
    const nameless = duty.sentence.replace(/\p{Lu}[\p{L}’'.–-]*/gu, '').replace(/\b(?:the|of|and)\b/g, '').replace(/[\s,]+/g, ' ');
    const key = few ? duty.sentence : nameless;
    variants.set(key, [...(variants.get(key) ?? []), duty]);
  }
  return [...variants.values()];
}

/** How many states a list of cards names. */
export const debtorsOf = (cards: Card[]): number => new Set(cards.flatMap((card) => card.duties.map((d) => d.debtor))).size;

/** What a text leaves open and asks for, as `casus ask` notes it beside a provision. */
export function notesOf(card: Card): string[] {
  const { sample, duties } = card;
  const words = (list: string[]): string => list.join(', ').replaceAll('_', ' ');
  const left: Record<Duty['discretion'], string> = {
    none: '',
    means: 'means left to each',
    extent: 'extent left to each',
    existence: 'left to each whether to act',
    organ: 'an organ decides',
    agreement: 'by agreement',
  };
  const under = duties.filter((d) => d.provisos.length > 0).map((d) => d.debtor);
  return [
    left[sample.discretion],
    sample.with.length > 0 && `with ${words(sample.with)}`,
    sample.must_include.length > 0 && `${words(sample.must_include)} required`,
    sample.may_include.length > 0 && `${words(sample.may_include)} included, not required`,
    sample.due && `due ${sample.due}`,
    sample.until && `until ${sample.until.replaceAll('_', ' ')}`,
    sample.process.length > 0 && `process: ${words(sample.process)}`,
    under.length > 0 && `with a proviso for ${under.join(' ')}`,
    sample.force !== 'binding' && forces[sample.force],
    sample.supposed && 'supposed in force',
    sample.round > 1 && `round ${sample.round}`,
  ].filter((note): note is string => Boolean(note));
}

const forces: Record<string, string> = {
  political: 'politically binding only',
  unilateral: 'its own law',
  proposal: 'a proposal',
  draft: 'a draft',
  lapsed: 'lapsed',
  disputed: 'whether the text binds is disputed',
};
