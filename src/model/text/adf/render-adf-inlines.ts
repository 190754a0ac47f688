import type { AdfNode } from '../jira-text.ts';
import { handleOf, type TextPeople } from '../text-people.ts';
import type { Inline, InlineStyle } from '../tree/text-tree.ts';
import { isAdfNode } from './canonical-adf.ts';

/** Inlines as ADF nodes; text nodes are never empty, because Jira refuses such a document. */
export function renderAdfInlines(inlines: readonly Inline[], people: TextPeople): readonly AdfNode[] {
  return inlines.flatMap((inline) => renderInline(inline, [], people));
}

type Mark = { readonly type: string; readonly attrs?: Readonly<Record<string, string>> };

function renderInline(inline: Inline, marks: readonly Mark[], people: TextPeople): readonly AdfNode[] {
  switch (inline.kind) {
    case 'text':
      return textNode(inline.text, marks);
    case 'code':
      return textNode(inline.text, [...marks.filter((mark) => mark.type === 'link'), { type: 'code' }]);
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'span':
      return renderAll(inline.children, marks, people);
    case 'styled':
      return renderAll(inline.children, [...marks, markOf(inline.style)], people);
    case 'link':
      return renderLink(inline, marks, people);
    case 'url':
      if (inline.bracketed && marks.length === 0 && /^https?:/.test(inline.url)) {
        return [{ type: 'inlineCard', attrs: { url: inline.url } }];
      }
      return textNode(inline.url, withLink(marks, inline.url, null));
    case 'image':
      return textNode(inline.alt.trim() === '' ? inline.src : inline.alt, withLink(marks, inline.src, inline.title));
    case 'mention':
      return [
        { type: 'mention', attrs: { id: inline.name, text: `@${handleOf(people, inline.name) ?? inline.name}` } },
      ];
    case 'footnoteMark':
      return textNode(`[${inline.label}]`, marks);
    case 'raw':
      return rawNode(inline.source);
    case 'html':
      return textNode(inline.source, marks);
  }
}

function renderAll(inlines: readonly Inline[], marks: readonly Mark[], people: TextPeople): readonly AdfNode[] {
  return inlines.flatMap((inline) => renderInline(inline, marks, people));
}

function renderLink(
  inline: Extract<Inline, { kind: 'link' }>,
  marks: readonly Mark[],
  people: TextPeople,
): readonly AdfNode[] {
  const inner = renderAll(inline.children, withLink(marks, inline.href, inline.title), people);
  return inner.length > 0 ? inner : textNode(inline.href, withLink(marks, inline.href, inline.title));
}

function withLink(marks: readonly Mark[], href: string, title: string | null): readonly Mark[] {
  if (href === '' || marks.some((mark) => mark.type === 'link')) return marks;
  return [...marks, { type: 'link', attrs: title === null ? { href } : { href, title } }];
}

const MARKS: Readonly<Record<InlineStyle, Mark>> = {
  strong: { type: 'strong' },
  emphasis: { type: 'em' },
  strike: { type: 'strike' },
  insert: { type: 'underline' },
  superscript: { type: 'subsup', attrs: { type: 'sup' } },
  subscript: { type: 'subsup', attrs: { type: 'sub' } },
  cite: { type: 'em' },
};

function markOf(style: InlineStyle): Mark {
  return MARKS[style];
}

function textNode(text: string, marks: readonly Mark[]): readonly AdfNode[] {
  if (text === '') return [];
  const own = marks.filter((mark, at) => marks.findIndex((other) => other.type === mark.type) === at);
  return [own.length === 0 ? { type: 'text', text } : { type: 'text', text, marks: own }];
}

function rawNode(source: string): readonly AdfNode[] {
  const node: unknown = JSON.parse(source);
  return isAdfNode(node) ? [node] : [];
}
