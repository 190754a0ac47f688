import type { AdfNode } from '../jira-text.ts';
import { adfContent } from './canonical-adf.ts';
import { unicodeOf } from './read-adf-inlines.ts';

/** Characters that were emojis of the editor's stay such: the tree has them as text. */
export function keepEmojis(rendered: readonly AdfNode[], old: AdfNode): readonly AdfNode[] {
  const emojis = emojisOf(old);
  return emojis.size === 0 ? rendered : rendered.map((node) => withEmojis(node, emojis));
}

/** By their character, the last one first. */
type Emojis = Map<string, AdfNode[]>;

function emojisOf(node: AdfNode): Emojis {
  const emojis: Emojis = new Map();
  const pending = [node];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    const text = each.type === 'emoji' && each.marks === undefined ? unicodeOf(each) : null;
    const alike = text === null ? undefined : emojis.get(text);
    if (alike !== undefined) alike.push(each);
    else if (text !== null) emojis.set(text, [each]);
    pending.push(...adfContent(each));
  }
  return emojis;
}

function withEmojis(node: AdfNode, emojis: Emojis): AdfNode {
  if (!Array.isArray(node.content) || node.type === 'codeBlock') return node;
  const content = adfContent(node).flatMap((child) => {
    const isWords = child.type === 'text' && child.marks === undefined && typeof child.text === 'string';
    return isWords ? splitText(String(child.text), emojis) : [withEmojis(child, emojis)];
  });
  return { ...node, content };
}

function splitText(text: string, emojis: Emojis): readonly AdfNode[] {
  const out: AdfNode[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const found = emojiAt(text, at, emojis);
    if (found === null) {
      at += 1;
      continue;
    }
    if (at > from) out.push({ type: 'text', text: text.slice(from, at) });
    out.push(found.node);
    at += found.length;
    from = at;
  }
  if (from < text.length) out.push({ type: 'text', text: text.slice(from) });
  return out;
}

/** The longest one that begins there, as families of people begin with one of them. */
function emojiAt(text: string, at: number, emojis: Emojis): { readonly node: AdfNode; readonly length: number } | null {
  if (text.charCodeAt(at) < 0x80) return null;
  const found = [...emojis.keys()].filter((each) => text.startsWith(each, at)).sort((a, b) => b.length - a.length)[0];
  const node = found === undefined ? undefined : emojis.get(found)?.pop();
  return found === undefined || node === undefined ? null : { node, length: found.length };
}
