// An arrangement as the command line takes it, `label = part; part`, and its parts as the picker shows them.

export type Part =
  | { kind: 'nothing' }
  | { kind: 'instrument'; instrument: string }
  | { kind: 'party'; state: string; role: string; instrument: string }
  | { kind: 'typed'; text: string };

export interface Arrangement {
  label: string;
  parts: Part[];
}

/** The roles that a state can be supposed in by picking; any other can be typed. */
export const roles = ['party', 'member', 'beneficiary', 'guarantor', 'provider'];

export function read(text: string): Arrangement {
  const labelled = /^([^=;]*)=(.*)$/s.exec(text);
  return {
    label: labelled?.[1]?.trim() ?? '',
    parts: (labelled?.[2] ?? text).split(';').map((part) => readPart(part.trim())),
  };
}

function readPart(text: string): Part {
  if (text === 'nothing') return { kind: 'nothing' };
  const party = /^([A-Z]{3}) (\w+) to (\w+)$/.exec(text);
  if (party && roles.includes(party[2] ?? '')) {
    return { kind: 'party', state: party[1] ?? '', role: party[2] ?? '', instrument: party[3] ?? '' };
  }
  const instrument = /^([a-z]\w*)(?: in force)?$/.exec(text);
  if (instrument) return { kind: 'instrument', instrument: instrument[1] ?? '' };
  return { kind: 'typed', text };
}

function writePart(part: Part): string {
  switch (part.kind) {
    case 'nothing':
      return 'nothing';
    case 'instrument':
      return part.instrument;
    case 'party':
      return part.state && part.instrument ? `${part.state} ${part.role} to ${part.instrument}` : '';
    case 'typed':
      return part.text.trim();
  }
}

/** The text, or nothing while a part is not finished. */
export function write(arrangement: Arrangement): string | undefined {
  const parts = arrangement.parts.map(writePart);
  if (parts.some((part) => part === '')) return undefined;
  // `=` parts the label from the rest and `;` one part from the next: neither can stand in a label.
  const label = arrangement.label.replace(/[=;]/g, ' ').trim();
  return (label ? `${label} = ` : '') + parts.join('; ');
}
