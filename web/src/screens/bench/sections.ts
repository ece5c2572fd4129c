// Duties as cards, as `casus ask` groups and lists them.
import type { Answer, Duty, Group, SectionName } from './documents';

/** In the order of the list; some are long, and folded. */
export const sections: { name: SectionName; folded?: boolean }[] = [
  { name: 'assist' },
  { name: 'assist_if_binding' },
  { name: 'act' },
  { name: 'consult' },
  { name: 'called_on' },
  { name: 'may' },
  { name: 'contrary' },
  { name: 'open' },
  { name: 'standing', folded: true },
];

/** All who owe the same under the same provision. */
export interface Card {
  key: string;
  group: Group;
  breach: boolean;
  /** One of them, for what all have alike. */
  sample: Duty;
  duties: Duty[];
}

export function cardsOf(answer: Answer): Card[] {
  const cards = new Map<number, Card>();
  for (const [list, breach] of [[answer.duties, false], [answer.breaches, true]] as const)
    for (const duty of list) {
      const card = cards.get(duty.group);
      const group = answer.groups[duty.group]!;
      if (card) card.duties.push(duty);
      // The number of a group is another one in the next answer; what it is about stays.
      else cards.set(duty.group, { key: `${keyOf(duty)}|${duty.group}`, group, breach, sample: duty, duties: [duty] });
    }
  return [...cards.values()];
}
const keyOf = (duty: Duty): string =>
  [duty.instrument, duty.provision, duty.modality, duty.act, duty.victim ?? '', duty.status, duty.round].join('|');

/** Debtors of a card whose sentences say the same but for the name; the first of each list has the sentence. */
export function variantsOf(card: Card): Duty[][] {
  const by = new Map(card.duties.map((duty) => [duty.debtor, duty]));
  return card.group.alike.map((codes) => codes.flatMap((code) => by.get(code) ?? []));
}

/** How many states a list of cards names. */
export const debtorsOf = (cards: Card[]): number => new Set(cards.flatMap((card) => card.duties.map((d) => d.debtor))).size;
