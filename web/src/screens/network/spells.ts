// Spells of roles as rows of bars, from `casus timeline` (one state) or `casus show` (one instrument).
import type { Commitment, HeldRole, Suspension } from './documents';

/** A limit as the documents tell it: a day, `between … and …`, or open. */
export interface Limit {
  /** Years with fractions; minus and plus infinity where it is open. */
  early: number;
  late: number;
  words: string;
}
export interface Spell {
  from: Limit;
  to: Limit;
  role: string;
  force: string;
  question: string;
  suspended: { from: Limit; to: Limit; words: string }[];
  instrument: string;
  /** What the row of the table tells besides. */
  given: string;
  received: string;
}
export interface Row {
  key: string;
  title: string;
  group: string;
  spells: Spell[];
}

const yearOf = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return year + (month - 1) / 12 + (date - 1) / 372;
};

export function limitOf(text: string | null, open: number): Limit {
  if (!text) return { early: open, late: open, words: 'open' };
  const days = text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  const years = days.map(yearOf);
  return { early: years[0] ?? open, late: years.at(-1) ?? open, words: text };
}

const suspensions = (list: readonly Suspension[], nameOf: (code: string) => string): Spell['suspended'] =>
  list.map((one) => ({
    from: limitOf(one.from, -Infinity),
    to: limitOf(one.to, Infinity),
    words: [
      `suspended for ${nameOf(one.state)}`, one.toward.length > 0 && `toward ${one.toward.map(nameOf).join(', ')}`,
      `${one.from ?? 'open'} to ${one.to ?? 'open'}`, one.question && `if yes: ${one.question.replaceAll('_', ' ')}`,
    ].filter(Boolean).join(' '),
  }));

const told = (list: Commitment['given']): string =>
  list.map((one) => `${one.modality} ${one.act}${one.conditional ? ' (on a condition)' : ''}`.replaceAll('_', ' ')).join('; ');

/** One row an instrument and role, by force, then by beginning. */
export function rowsOfState(commitments: readonly Commitment[], nameOf: (code: string) => string): Row[] {
  const rows = new Map<string, Row>();
  for (const one of commitments) {
    const role = [one.role ?? 'named', one.tier].filter(Boolean).join(', ');
    const key = `${one.instrument} ${role}`;
    const row = rows.get(key) ?? { key, title: one.title, group: one.force, spells: [] };
    row.spells.push({
      from: limitOf(one.from, -Infinity), to: limitOf(one.to, Infinity), role, force: one.force, question: one.question ?? '',
      suspended: suspensions(one.suspended, nameOf), instrument: one.instrument, given: told(one.given), received: told(one.received),
    });
    rows.set(key, row);
  }
  return ordered([...rows.values()]);
}

/** One row a state and role, by role. */
export function rowsOfInstrument(instrument: string, force: string, roles: readonly HeldRole[]): Row[] {
  const rows = new Map<string, Row>();
  for (const one of roles) {
    const key = `${one.state} ${one.role} ${one.tier ?? ''}`;
    const row = rows.get(key) ?? { key, title: one.name, group: [one.role, one.tier].filter(Boolean).join(', '), spells: [] };
    row.spells.push({
      from: limitOf(one.spell.from, -Infinity), to: limitOf(one.spell.to, Infinity), role: one.role, force,
      question: one.question ?? '', suspended: [], instrument, given: '', received: '',
    });
    rows.set(key, row);
  }
  return ordered([...rows.values()]);
}

const forces = ['binding', 'political', 'unilateral', 'disputed'];
const rank = (group: string): number => (forces.includes(group) ? forces.indexOf(group) : forces.length);
const begin = (row: Row): number => Math.min(...row.spells.map((spell) => spell.from.early));
function ordered(rows: Row[]): Row[] {
  return rows.sort(
    (a, b) => rank(a.group) - rank(b.group) || a.group.localeCompare(b.group, 'en') || begin(a) - begin(b) || a.title.localeCompare(b.title, 'en'),
  );
}

/** From the first year that any row names to the year of today. */
export function yearsOf(rows: readonly Row[], today: number): [number, number] {
  const years = rows.flatMap((row) => row.spells.flatMap((spell) => [spell.from.early, spell.to.late])).filter(Number.isFinite);
  return [Math.floor(Math.min(today - 1, ...years)), Math.max(today, ...years.map(Math.ceil))];
}

/** Rows with a spell on a day of the window, whole years from the first of January to the end of December. */
export const within = (rows: readonly Row[], from: number, to: number): Row[] =>
  rows.filter((row) => row.spells.some((spell) => spell.from.early < to + 1 && spell.to.late > from));

/** The day on which the reader is opened: where the spell begins, or where the window does if that is later. */
export function dayOf(spell: Spell, from: number, today: string): string {
  const begins = /\d{4}-\d{2}-\d{2}(?!.*\d{4}-\d{2}-\d{2})/.exec(spell.from.words)?.[0] ?? '';
  const window = `${from}-01-01`;
  const day = begins > window || spell.from.late > from ? begins || window : window;
  return today && day > today ? today : day;
}
