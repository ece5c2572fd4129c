// Diagnostics of the server, at their places in the text.
import type { Diagnostic as Mark } from '@codemirror/lint';
import type { Text } from '@codemirror/state';

import { call, type Diagnostic } from '../api.svelte';

/** Columns count characters as people do; positions count the units of a JavaScript string. */
function at(text: Text, line: number, column: number): number {
  if (line < 1) return 0;
  if (line > text.lines) return text.length;
  const { from, text: content } = text.line(line);
  return from + [...content].slice(0, column - 1).join('').length;
}

export function marksIn(text: Text, diagnostics: Diagnostic[]): Mark[] {
  return diagnostics
    .filter((d) => d.line !== undefined)
    .map((d) => {
      const from = Math.min(at(text, d.line!, d.column ?? 1), text.length);
      const to = Math.max(from, at(text, d.end_line ?? d.line!, d.end_column ?? (d.column ?? 1) + 1));
      return {
        from,
        to,
        severity: d.severity === 'note' ? ('info' as const) : d.severity,
        source: d.code,
        message: [d.message, d.hint].filter(Boolean).join(' – '),
      };
    });
}

export async function check(text: Text): Promise<Mark[]> {
  if (text.length === 0) return [];
  const reply = await call<{ diagnostics?: Diagnostic[] }>('check', { text: text.toString() });
  return marksIn(text, reply.ok ? (reply.document.diagnostics ?? []) : reply.diagnostics);
}
