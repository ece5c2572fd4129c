// The language in pieces to colour, a line at a time; a text that runs over lines stays one.
import { keywords } from '../../lib/editor/words';

export interface Token {
  text: string;
  sort: 'comment' | 'string' | 'number' | 'code' | 'keyword' | '';
}

const known = new Set(keywords);
const pieces = /(\/\/[^\n]*)|("(?:[^"\\\n]|\\.)*"?)|(\d[\dX]{3}(?:-[\dX]{2}){0,2}[~?%]?|\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(\s+|.)/gu;

export function tokensOf(line: string): Token[] {
  return [...line.matchAll(pieces)].map(([text, comment, string, number, word]): Token => {
    if (comment) return { text, sort: 'comment' };
    if (string) return { text, sort: 'string' };
    if (number) return { text, sort: 'number' };
    if (word) return { text, sort: /^[A-Z][A-Z0-9]{2}$/.test(word) ? 'code' : known.has(word) ? 'keyword' : '' };
    return { text, sort: '' };
  });
}
