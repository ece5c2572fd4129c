// How the language of casus is coloured. What is right and wrong in it is for the server to say.
import { StreamLanguage, syntaxHighlighting, type StreamParser } from '@codemirror/language';

import { keywords } from './words';

const known = new Set(keywords);

const parser: StreamParser<null> = {
  name: 'casus',
  startState: () => null,
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/\/\/.*/)) return 'comment';
    if (stream.match(/"(?:[^"\\]|\\.)*"?/)) return 'string';
    if (stream.match(/\d[\dX]{3}(?:-[\dX]{2}){0,2}[~?%]?|\d+(?:\.\d+)?/)) return 'number';
    const word = stream.match(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (word && typeof word !== 'boolean') {
      if (/^[A-Z][A-Z0-9]{2}$/.test(word[0])) return 'typeName';
      return known.has(word[0]) ? 'keyword' : null;
    }
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['{', '"'] } },
};

export const casus = StreamLanguage.define(parser);

/** A class for each sort of word; look.ts gives them their colours. */
export const colours = syntaxHighlighting({
  style: (tags) => {
    const sort = String(tags[0]).replace(/\W.*/, '');
    return ['keyword', 'typeName', 'number', 'string', 'comment'].includes(sort) ? `casus-${sort}` : null;
  },
});
