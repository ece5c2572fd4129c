// What can be put where the cursor stands.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

import { keywords } from './words';

export interface Name {
  name: string;
  detail: string;
}
/** The names of the corpus, by what they name. */
export interface Vocabulary {
  states: Name[];
  verbs: Name[];
  instruments: Name[];
  questions: Name[];
  readings: Name[];
  places: Name[];
  acts: Name[];
}

const options = (names: Name[], type: string, boost = 0): Completion[] =>
  names.map(({ name, detail }) => ({ label: name, detail: detail.length > 48 ? `${detail.slice(0, 47)}…` : detail, type, boost }));

/** By the word before: a reading after `reading`, a place after `at`, and so on; else all that can begin or go on a line. */
export function complete(context: CompletionContext, names: Vocabulary): CompletionResult | null {
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
  if (!word && !context.explicit) return null;
  const from = word?.from ?? context.pos;
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, from - line.from);
  if (/"[^"]*$/.test(before.replace(/"[^"]*"/g, '')) || before.includes('//')) return null;
  const last = /(\S+)\s+$/.exec(before)?.[1] ?? '';
  const verbs = new Set(names.verbs.map((v) => v.name));

  let list: Completion[];
  if (last === 'reading') list = options(names.readings, 'constant');
  else if (['question', 'fact', 'given'].includes(last)) list = options(names.questions, 'variable');
  else if (last === 'at') list = [...options(names.states, 'type', 1), ...options(names.places, 'namespace')];
  else if (last === 'under' || (last === 'to' && /suppose/.test(before))) list = options(names.instruments, 'class');
  else if (['must', 'may', 'should'].includes(last) || (last === 'to' && /expect/.test(before))) list = options(names.acts, 'method');
  else if (last === 'against' || last === 'by' || last === 'stance' || verbs.has(last)) list = options(names.states, 'type');
  else
    list = [
      ...keywords.map((label) => ({ label, type: 'keyword', boost: 2 })),
      ...options(names.states, 'type', 1),
      ...options(names.verbs, 'function', 1),
      ...options(names.instruments, 'class', -1),
    ];
  return { from, options: list, validFor: /^[\p{L}\p{N}_]*$/u };
}
