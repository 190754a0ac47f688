import { jiraNameOf, type TextPeople } from '../text-people.ts';
import type { Inline } from '../tree/text-tree.ts';

/**
 * Text with its mentions: `@handle` of someone whom Jira knows, unless the at sign is escaped. `source` is the
 * Markdown that the text was read from: only there an escape can be seen.
 */
export function readMentions(text: string, source: string | null, people: TextPeople): readonly Inline[] {
  const out: Inline[] = [];
  let literalFrom = 0;
  let nth = 0;
  const escaped = text.includes('@') && source !== null ? escapedAts(source) : [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1), nth += 1) {
    const name = escaped[nth] === true ? null : mentionAt(text, at, people);
    if (name === null) continue;
    if (at > literalFrom) out.push({ kind: 'text', text: text.slice(literalFrom, at) });
    out.push({ kind: 'mention', name: name.jiraName, label: null });
    literalFrom = name.end;
  }
  if (literalFrom < text.length) out.push({ kind: 'text', text: text.slice(literalFrom) });
  return out;
}

/** For each at sign of a Markdown source, in order: whether a backslash protects it. */
function escapedAts(source: string): readonly boolean[] {
  const out: boolean[] = [];
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '\\') {
      if (source[at + 1] === '@') out.push(true);
      at += 1;
    } else if (source[at] === '@') out.push(false);
  }
  return out;
}

/** The person mentioned at an at sign; the full stop of a sentence is not part of a handle. */
export function mentionAt(text: string, at: number, people: TextPeople): { jiraName: string; end: number } | null {
  if (at > 0 && /[\p{L}\p{N}_.@/-]/u.test(text[at - 1] ?? '')) return null;
  let end = at + 1;
  while (end < text.length && end - at <= LONGEST_HANDLE && /[\p{L}\p{N}._-]/u.test(text[end] ?? '')) end += 1;
  for (; end > at + 1; end -= 1) {
    const jiraName = jiraNameOf(people, text.slice(at + 1, end));
    if (jiraName !== null) return { jiraName, end };
    if (!'._-'.includes(text[end - 1] ?? '')) return null;
  }
  return null;
}

const LONGEST_HANDLE = 100;
