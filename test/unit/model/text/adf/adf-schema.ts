import type { AdfNode } from '../../../../../src/model/text/jira-text.ts';
import {
  type Attrs,
  between,
  CODE_MARKS,
  DOC,
  filled,
  MARK_RULES,
  RULES,
  type Rule,
  string,
  TEXT_MARKS,
} from './adf-schema-rules.ts';

/**
 * What breaks the rules of Atlassian's JSON schema for ADF, one line each with its place; none for a document that Jira
 * takes. The rules are those of `full.json` of `@atlaskit/adf-schema`.
 */
export function problemsOf(content: readonly unknown[]): readonly string[] {
  return content.flatMap((node, at) => problemsOfNode(node, 'doc', `/${at}`));
}

type Node = AdfNode & { readonly attrs?: Readonly<Record<string, unknown>>; readonly content?: readonly unknown[] };

function problemsOfNode(value: unknown, parent: string, at: string): readonly string[] {
  const node = value as Node;
  const path = `${at}:${String(node.type)}`;
  if (parent === 'doc' && !DOC.includes(node.type)) return [`${path} stands at the top`];
  if (node.type === 'text') return problemsOfText(node, parent, path);
  const rule = RULES[node.type];
  if (rule === undefined) return [`${path} is no node`];
  const allowed = Object.keys(node).every((key) => ['type', 'attrs', 'content', 'marks'].includes(key));
  return [
    ...(allowed ? [] : [`${path} has other keys`]),
    ...problemsOfAttrs(node.attrs ?? {}, rule, path),
    ...problemsOfShape(node, path),
    ...problemsOfMarks(node, parent, path),
    ...problemsOfContent(node, rule, path),
  ];
}

function problemsOfAttrs(attrs: Readonly<Record<string, unknown>>, rule: Rule, path: string): readonly string[] {
  const known: Attrs = { localId: string, ...rule.optional, ...rule.required };
  const missing = Object.keys(rule.required ?? {}).filter((name) => !(name in attrs));
  const wrong = Object.entries(attrs).filter(([name, value]) => known[name]?.(value) !== true);
  return [...missing, ...wrong.map(([name]) => name)].map((name) => `${path} attribute ${name}`);
}

/** Rules over several attributes. */
function problemsOfShape({ type, attrs: own }: Node, path: string): readonly string[] {
  const attrs = own ?? {};
  const has = (...names: readonly string[]): boolean => names.every((name) => name in attrs);
  switch (type) {
    case 'media': {
      const external = attrs.type === 'external';
      const sound = external ? has('url') && !has('id') && !has('collection') : has('id', 'collection') && !has('url');
      return sound ? [] : [`${path} is half a file`];
    }
    case 'mediaSingle': {
      const pixel = attrs.widthType === 'pixel';
      const sound = own === undefined || has('layout');
      const width = pixel ? has('width') : !has('width') || between(0, 100)(attrs.width);
      return sound && width ? [] : [`${path} has no width like that`];
    }
    case 'inlineCard':
    case 'blockCard':
      return has('url') === has('data') && !has('datasource') ? [`${path} needs an address or data`] : [];
    default:
      return [];
  }
}

function problemsOfText(node: Node, parent: string, path: string): readonly string[] {
  const marks = marksOf(node);
  const types = marks.map((mark) => mark.type);
  const ranks = types.map((type) => TEXT_MARKS.indexOf(type));
  const sorted = ranks.every((rank, nth) => rank >= 0 && (nth === 0 || rank > (ranks[nth - 1] ?? 0)));
  return [
    ...(filled(node.text) ? [] : [`${path} is empty`]),
    ...(Object.keys(node).every((key) => ['type', 'text', 'marks'].includes(key)) ? [] : [`${path} has other keys`]),
    ...(sorted ? [] : [`${path} marks ${types.join()}`]),
    ...(types.includes('code') && !types.every((type) => CODE_MARKS.includes(type)) ? [`${path} styled code`] : []),
    ...(parent === 'codeBlock' && types.length > 0 ? [`${path} styled in a code block`] : []),
    ...marks.flatMap((mark) => problemsOfMark(mark, path)),
  ];
}

function marksOf(node: Node): readonly Node[] {
  return Array.isArray(node.marks) ? node.marks : [];
}

function problemsOfMark(mark: Node, path: string): readonly string[] {
  return problemsOfAttrs(mark.attrs ?? {}, MARK_RULES[mark.type] ?? {}, `${path}/${mark.type}`).filter(
    (problem) => !problem.endsWith('localId'),
  );
}

function problemsOfMarks(node: Node, parent: string, path: string): readonly string[] {
  const types = marksOf(node).map((mark) => mark.type);
  const allowed = marksAllowed(node.type, parent);
  const wrong = types.filter((type) => !allowed.includes(type));
  const both = types.includes('alignment') && types.includes('indentation');
  return [
    ...wrong.map((type) => `${path} mark ${type}`),
    ...(both ? [`${path} is aligned and indented`] : []),
    ...marksOf(node).flatMap((mark) => problemsOfMark(mark, path)),
  ];
}

function marksAllowed(type: string, parent: string): readonly string[] {
  const free = parent === 'doc' || parent === 'layoutColumn';
  switch (type) {
    case 'paragraph':
      if (free) return ['alignment', 'indentation', 'fontSize'];
      if (parent === 'tableCell' || parent === 'tableHeader') return ['alignment', 'fontSize'];
      return parent === 'blockquote' ? [] : ['fontSize'];
    case 'heading':
      return free || parent.startsWith('table') ? ['alignment', 'indentation'] : [];
    case 'codeBlock':
    case 'expand':
    case 'layoutSection':
      return parent === 'doc' ? ['breakout'] : [];
    case 'media':
    case 'mediaInline':
      return ['dataConsumer', 'link', 'annotation', 'border'];
    case 'mediaSingle':
      return ['link'];
    case 'table':
      return ['fragment'];
    case 'extension':
    case 'bodiedExtension':
    case 'inlineExtension':
      return ['dataConsumer', 'fragment'];
    case 'syncBlock':
    case 'bodiedSyncBlock':
      return ['breakout'];
    default:
      return [];
  }
}

function problemsOfContent(node: Node, rule: Rule, path: string): readonly string[] {
  if (rule.content === undefined) return node.content === undefined ? [] : [`${path} holds something`];
  const children = node.content ?? [];
  const wrong = children.filter((child) => !rule.content?.includes((child as Node).type));
  const second =
    node.type === 'mediaSingle' && children.some((child, at) => ((child as Node).type === 'media') !== (at === 0));
  return [
    ...wrong.map((child) => `${path} holds ${(child as Node).type}`),
    ...(second ? [`${path} holds its parts in another order`] : []),
    ...(children.length < (rule.least ?? 0) ? [`${path} holds too little`] : []),
    ...(children.length > (rule.most ?? Number.POSITIVE_INFINITY) ? [`${path} holds too much`] : []),
    ...children.flatMap((child, at) => problemsOfNode(child, node.type, `${path}/${at}`)),
  ];
}
