import deepDiff from 'deep-diff';
import { renderDuration } from '../model/duration.ts';

const LONGEST_QUOTE = 60;

/**
 * What changed from one value of a finding to another, in words for one line: members added and removed, texts by
 * their lines, time entries member by member, everything else as `"A" → "B"`. Empty where nothing did.
 */
export function explainChange(before: unknown, after: unknown): string {
  const [from, to] = [tell(before), tell(after)];
  if (from.kind === 'set' || to.kind === 'set') return explainMembers(keysOf(from, 'set'), keysOf(to, 'set'));
  if (from.kind === 'record' && to.kind === 'record') return explainRecord(from.record, to.record);
  if (from.kind === 'lines' || to.kind === 'lines') return explainLines(keysOf(from, 'lines'), keysOf(to, 'lines'));
  return show(from) === show(to) ? '' : `${show(from)} → ${show(to)}`;
}

/** One value of a finding in a few words. */
export function explainValue(value: unknown): string {
  return show(tell(value));
}

/** A value as it is compared: a list and a text as keyed maps, because a position says nothing about what changed. */
type Told =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'scalar'; readonly text: string; readonly shown: string }
  | { readonly kind: 'lines'; readonly text: string }
  | { readonly kind: 'set'; readonly members: readonly string[] }
  | { readonly kind: 'record'; readonly record: Readonly<Record<string, string>> };

function tell(value: unknown): Told {
  if (value === null || value === undefined || value === '') return { kind: 'nothing' };
  if (Array.isArray(value)) return { kind: 'set', members: value.map(String) };
  if (typeof value !== 'object') return tellScalar(value);
  const text = textOf(value);
  return text === null ? { kind: 'record', record: tellRecord(value) } : tell(text);
}

function tellScalar(value: unknown): Told {
  const text = String(value);
  if (text.includes('\n')) return { kind: 'lines', text };
  return { kind: 'scalar', text, shown: typeof value === 'string' ? quote(text) : text };
}

/** The words of a comment, or of a text as either side holds it; null where the object is none. */
function textOf(value: object): string | null {
  if ('markdown' in value) return String(value.markdown);
  if ('wiki' in value) return String(value.wiki);
  return 'doc' in value ? wordsOfAdf(value.doc).trim() : null;
}

function wordsOfAdf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  if ('text' in node && typeof node.text === 'string') return node.text;
  const words = 'content' in node && Array.isArray(node.content) ? node.content.map(wordsOfAdf).join('') : '';
  return 'type' in node && node.type === 'paragraph' ? `${words}\n` : words;
}

/** Ids and the ticket's own key are no news to people. */
function tellRecord(value: object): Readonly<Record<string, string>> {
  const members = Object.entries(value).filter(([name]) => !['id', 'line', 'issue'].includes(name));
  return Object.fromEntries(
    members.map(([name, member]) =>
      name === 'seconds' && typeof member === 'number' ? ['time', renderDuration(member)] : [name, show(tell(member))],
    ),
  );
}

function show(told: Told): string {
  switch (told.kind) {
    case 'nothing':
      return 'nothing';
    case 'scalar':
      return told.shown;
    case 'lines':
      return quote(told.text.trim().replace(/\s*\n\s*/g, ' / '));
    case 'set':
      return `[${told.members.map(clean).join(', ')}]`;
    case 'record': {
      const members = Object.entries(told.record).filter(([, shown]) => shown !== 'nothing');
      return members.map(([name, shown]) => `${clean(name)} ${shown}`).join(', ');
    }
  }
}

/** Members of a set, or lines of a text with a number for repetitions. A name that objects know of themselves is none here. */
function keysOf(told: Told, kind: 'set' | 'lines'): Readonly<Record<string, true>> {
  const items = told.kind === 'set' ? told.members : told.kind === 'nothing' ? [] : linesOf(told);
  const seen = new Map<string, number>();
  const keys = items.map((item) => {
    const times = (seen.get(item) ?? 0) + 1;
    seen.set(item, times);
    return kind === 'set' ? `=${item}` : `${times}=${item}`;
  });
  return Object.fromEntries(keys.map((key) => [key, true]));
}

function linesOf(told: Told): readonly string[] {
  if (told.kind === 'lines' || told.kind === 'scalar')
    return told.text.split('\n').filter((line) => line.trim() !== '');
  return [show(told)];
}

function explainMembers(from: Readonly<Record<string, true>>, to: Readonly<Record<string, true>>): string {
  const changes = deepDiff.diff(from, to) ?? [];
  const names = changes.map(({ kind, path }) => `${kind === 'N' ? '+' : '-'}${clean(String(path?.[0]).slice(1))}`);
  return names.sort((a, b) => (a < b ? -1 : 1)).join(' ');
}

function explainLines(from: Readonly<Record<string, true>>, to: Readonly<Record<string, true>>): string {
  const changes = deepDiff.diff(from, to) ?? [];
  const added = changes.filter(({ kind }) => kind === 'N').length;
  const removed = changes.filter(({ kind }) => kind === 'D').length;
  const parts = [
    ...(added > 0 ? [`${lines(added)} added`] : []),
    ...(removed > 0 ? [`${lines(removed)} removed`] : []),
  ];
  return parts.join(', ');
}

function explainRecord(from: Readonly<Record<string, string>>, to: Readonly<Record<string, string>>): string {
  const changes = deepDiff.diff(from, to) ?? [];
  return changes
    .map(({ path }) => String(path?.[0]))
    .map((name) => `${clean(name)} ${from[name] ?? 'nothing'} → ${to[name] ?? 'nothing'}`)
    .join(', ');
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

function quote(text: string): string {
  return JSON.stringify(clean(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text));
}

/** Nothing that people wrote may steer a terminal. */
function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
