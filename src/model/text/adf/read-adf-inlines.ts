import type { AdfNode } from '../jira-text.ts';
import { handleOf, type TextPeople } from '../text-people.ts';
import type { Inline } from '../tree/text-tree.ts';
import { adfMarks, isPlainNode, textAttr } from './adf-attrs.ts';
import { dayOf, readTimestamp } from './adf-date.ts';
import { isImageNode, readImage } from './adf-images.ts';
import { hasOnlyAttrs, readableAdf } from './canonical-adf.ts';
import { isUsualColor, type Leaf, nestMarks, readMark } from './read-adf-marks.ts';

/** Inline nodes of ADF. A node or mark without a word in the tree is carried as it is. */
export function readAdfInlines(nodes: readonly AdfNode[], people: TextPeople): readonly Inline[] {
  const leaves: Leaf[] = [];
  for (const leaf of nodes.map((node) => readLeaf(node, people))) {
    const last = leaves.at(-1);
    const joined = last === undefined ? null : joinCode(last, leaf);
    if (joined === null) leaves.push(leaf);
    else leaves[leaves.length - 1] = joined;
  }
  return nestMarks(leaves);
}

/** Neighbouring pieces of code are one. */
function joinCode(a: Leaf, b: Leaf): Leaf | null {
  if (a.inline.kind !== 'code' || b.inline.kind !== 'code') return null;
  const keys = [a, b].map((leaf) =>
    leaf.marks
      .map((mark) => mark.key)
      .sort()
      .join(),
  );
  return keys[0] === keys[1] ? { ...a, inline: { kind: 'code', text: `${a.inline.text}${b.inline.text}` } } : null;
}

function readLeaf(node: AdfNode, people: TextPeople): Leaf {
  if (node.type === 'text') return readText(node) ?? carried(node);
  const bare = adfMarks(node)?.length === 0 || isImageNode(node);
  const inline = bare && isPlainNode(node, ATTRS[node.type] ?? []) ? readAtom(node, people) : null;
  return inline === null ? carried(node) : { inline, marks: [], atom: inline.kind !== 'text' };
}

function carried(node: AdfNode): Leaf {
  return { inline: { kind: 'raw', source: readableAdf(node, 0) }, marks: [], atom: true };
}

/** Attributes that are read, and those that say nothing beyond them. */
const ATTRS: Readonly<Record<string, readonly string[]>> = {
  hardBreak: ['text'],
  mention: ['id', 'text', 'accessLevel', 'userType'],
  emoji: ['shortName', 'id', 'text'],
  date: ['timestamp'],
  status: ['text', 'color', 'style'],
  inlineCard: ['url'],
  mediaInline: ['type', 'id', 'collection', 'alt', 'occurrenceKey', 'width', 'height'],
};

function readAtom(node: AdfNode, people: TextPeople): Inline | null {
  switch (node.type) {
    case 'hardBreak':
      return { kind: 'break' };
    case 'mention':
      return readMention(node, people);
    case 'emoji':
      return readEmoji(node);
    case 'date': {
      const value = readTimestamp(textAttr(node, 'timestamp') ?? '');
      return value === null ? null : span('date', value, dayOf(value));
    }
    case 'status': {
      const text = textAttr(node, 'text') ?? '';
      const color = textAttr(node, 'color') ?? '';
      return text.trim() === '' || !STATUS_COLOR.test(color) ? null : span('status', color, text);
    }
    case 'inlineCard': {
      const url = textAttr(node, 'url') ?? '';
      return CARD_URL.test(url) ? { kind: 'url', url, bracketed: true } : null;
    }
    default:
      return isImageNode(node) ? readImage(node, [['in', 'line']]) : null;
  }
}

export const STATUS_COLOR = /^(?:neutral|purple|blue|red|yellow|green|#[0-9a-fA-F]{6})$/;

/** Between angle brackets there is no white space. */
export const CARD_URL = /^https?:\/\/[^\s<>]+$/;

function span(name: 'date' | 'status' | 'emoji', value: string, text: string): Inline {
  return { kind: 'span', name, value, children: [{ kind: 'text', text }] };
}

function readMention(node: AdfNode, people: TextPeople): Inline | null {
  const name = textAttr(node, 'id') ?? '';
  if (name === '') return null;
  if (handleOf(people, name) !== null) return { kind: 'mention', name, label: null };
  const label = (textAttr(node, 'text') ?? '').replace(/^@/, '').trim();
  return { kind: 'mention', name, label: label === '' ? name : label };
}

function readEmoji(node: AdfNode): Inline | null {
  const text = unicodeOf(node);
  if (text !== null) return { kind: 'text', text };
  const name = textAttr(node, 'shortName') ?? '';
  const id = textAttr(node, 'id') ?? '';
  return name.trim() === '' ? null : span('emoji', id === '' ? name : id, name);
}

/** The character of an emoji; null for one of Jira's own. */
export function unicodeOf(emoji: AdfNode): string | null {
  const text = textAttr(emoji, 'text') ?? '';
  return text === '' || text.startsWith(':') || text !== text.trim() ? null : text;
}

function readText(node: AdfNode): Leaf | null {
  const { type: _type, text, marks: _marks, ...others } = node;
  const known = adfMarks(node);
  if (typeof text !== 'string' || known === null || Object.keys(others).length > 0) return null;
  const code = known.some((mark) => mark.type === 'code');
  if (code && !known.every((mark) => AROUND_CODE.includes(mark.type))) return null;
  const marks = known.filter((mark) => mark.type !== 'code' && !isUsualColor(mark)).map(readMark);
  const read = marks.filter((mark) => mark !== null);
  if (read.length !== marks.length || known.some((mark) => mark.type === 'code' && !hasOnlyAttrs(mark, [])))
    return null;
  const kinds = read.map((mark) => mark.key);
  if (new Set(kinds).size !== kinds.length || read.filter((mark) => mark.type === 'link').length > 1) return null;
  const bare = read.find((mark) => mark.type === 'link' && mark.href === text && mark.title === null);
  if (bare !== undefined && !code && BARE_URL.test(text)) {
    return {
      inline: { kind: 'url', url: text, bracketed: false },
      marks: read.filter((mark) => mark !== bare),
      atom: false,
    };
  }
  return { inline: code ? { kind: 'code', text } : { kind: 'text', text }, marks: read, atom: false };
}

const AROUND_CODE: readonly string[] = ['code', 'link', 'annotation'];

/** An address that links by itself. */
const BARE_URL = /^https?:\/\/[^\s<>]+$/;
