// The little Markdown that `casus brief` writes, as blocks; the page makes elements of them and takes no HTML from a text.

export type Inline = { text: string; bold: boolean };
export type Block =
  | { kind: 'heading'; level: number; line: Inline[] }
  | { kind: 'paragraph'; line: Inline[] }
  | { kind: 'list'; lines: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

const inline = (text: string): Inline[] =>
  text
    .split(/\*\*(.+?)\*\*/)
    .map((part, i) => ({ text: part.replace(/\\([\\|*_`])/g, '$1'), bold: i % 2 === 1 }))
    .filter((part) => part.text !== '');

const cells = (line: string): Inline[][] =>
  line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim()));

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    const first = lines[0];
    if (!first) continue;
    const heading = /^(#+) (.*)$/.exec(first);
    if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, line: inline(heading[2]!) });
      if (lines.length > 1) blocks.push(...blocksOf(lines.slice(1).join('\n')));
    } else if (first.startsWith('|')) {
      blocks.push({ kind: 'table', head: cells(first), rows: lines.slice(2).map(cells) });
    } else if (/^[-*] /.test(first)) {
      const items: string[] = [];
      for (const line of lines) {
        if (/^[-*] /.test(line)) items.push(line.slice(2));
        else items[items.length - 1] += ` ${line.trim()}`;
      }
      blocks.push({ kind: 'list', lines: items.map(inline) });
    } else {
      blocks.push({ kind: 'paragraph', line: inline(lines.join(' ')) });
    }
  }
  return blocks;
}
