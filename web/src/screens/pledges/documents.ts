// What `casus pledge status`, `late`, `due` and `list` print with --json. Amounts are texts: exact, which a number need not be.

export type Stage = 'announced' | 'committed' | 'allocated' | 'contracted' | 'shipped' | 'delivered' | 'cancelled' | 'replaced';
/** In the order in which a pledge goes through them. */
export const stageOrder: Stage[] = ['announced', 'committed', 'allocated', 'contracted', 'shipped', 'delivered', 'cancelled', 'replaced'];

export interface Amount {
  amount: string;
  bound: 'exact' | 'about' | 'at_least' | 'up_to';
}

/** A stage that is not told is not there, which is not zero. */
export type Stages = Partial<Record<Stage, Amount>>;

export interface Row {
  key: string;
  stages: Stages;
}

export interface Money {
  currency: string;
  constant_year: number | null;
  valuation: string;
  converted_by: string[];
  stages: Stages;
  perhaps: Stages | null;
  to_be_allocated: string | null;
  by_category: Row[];
  by_donor: Row[];
  by_item: Row[];
  by_month: Row[];
}

export interface Item {
  item: string;
  donors: string;
  pledges: number;
  ended: number;
  stages: Stages;
  to_be_delivered: Amount | null;
  without_number: boolean;
}

export interface Section {
  collection: {
    origin: string;
    title: string;
    release: string;
    covers: Stage[];
    not_covered: Stage[];
    from: string | null;
    to: string | null;
    cite: string;
    terms: string;
    note: string;
  };
  pledges: number;
  entries: number;
  cancelled: number;
  replaced: number;
  called_late: number;
  last_entry: string | null;
  money: Money[];
  items: Item[];
}

export interface Duty {
  instrument: string;
  provision: string;
  debtors: string[];
  sentences: string[];
  collection: string | null;
  periods: { period: string; from: string; to: string; state: string; stages: Stages }[];
}

export interface Status {
  on: string;
  store: string | null;
  collections: Section[];
  duties: Duty[];
}

interface Range {
  earliest: string;
  latest: string;
}

export interface Late {
  pledge: string;
  origin: string;
  by: string[];
  to: string[];
  item: string;
  due: Range | null;
  done: Range | null;
  days: number;
  days_most: number;
  computed: boolean;
  told_until: string | null;
  called_late: boolean;
  called_on: Range | null;
  performance: 'none' | 'in_part' | 'unmeasured' | 'whole';
  ended: 'no' | 'cancelled' | 'replaced';
  delivered: string;
}

/** `late` and `due`. */
export interface Due {
  on: string;
  pledges: Late[];
  duties: Duty[];
  not_covered: { origin: string; title: string; pledges: number; of: number }[];
}

export interface Listed {
  pledge: string;
  title: string;
  by: string[];
  to: string[];
  item: string;
  category: string;
  origin: string;
  note?: string;
}

export interface Entry {
  number: number;
  entry: string;
  quantity: string | number | null;
  bound: Amount['bound'];
  money: { amount: string; currency: string } | null;
  in_all: boolean;
  on: string;
  known: string;
  source: string;
  note: string;
  corrected_by: number | null;
}

/** One pledge with its entries, as `pledge list NAME` tells it. */
export interface Log {
  pledges: (Listed & { entries: Entry[] })[];
}

const bounds = { exact: '', about: 'about ', at_least: 'at least ', up_to: 'up to ' };

/** An amount to be read: `about 21.2 bn`. What is not told is a dash. */
export function amountWords(amount: Amount | null | undefined): string {
  return amount ? bounds[amount.bound] + shortNumber(amount.amount) : '–';
}

export function shortNumber(text: string): string {
  const value = Number(text);
  const [unit, by] = Math.abs(value) >= 1e9 ? ['bn', 1e9] : Math.abs(value) >= 1e6 ? ['mn', 1e6] : ['', 1];
  const digits = by === 1 ? { maximumFractionDigits: 3 } : { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(value / Number(by)).toLocaleString('en', digits)}${unit ? ` ${unit}` : ''}`;
}

/** The kind of a sum. Two kinds are never added. */
export function kindWords(money: Money): string {
  return [
    money.currency,
    money.constant_year !== null && `in prices of ${money.constant_year}`,
    money.valuation !== 'unstated' && `valued: ${money.valuation}`,
  ]
    .filter(Boolean)
    .join(', ');
}

export const ways = ['donor', 'item', 'category', 'month'] as const;
export type Way = (typeof ways)[number];

export function rowsBy(money: Money, way: Way): Row[] {
  return money[`by_${way}`];
}
