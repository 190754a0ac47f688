import type { AdfMark, AdfNode } from './adf-node.ts';
import { plainText } from './adf-node.ts';

/** A document as Cloud's v2 shows it: wiki markup, with every word. Nodes without a wiki form show their text. */
export function adfToWiki(document: AdfNode): string {
  return blocks(document.content ?? [], '');
}

function blocks(nodes: readonly AdfNode[], prefix: string): string {
  return nodes.map((node) => block(node, prefix)).join('\n\n');
}

function block(node: AdfNode, prefix: string): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'heading':
      return `h${String(node.attrs?.level ?? 1)}. ${inline(content)}`;
    case 'bulletList':
      return items(content, `${prefix}*`);
    case 'orderedList':
      return items(content, `${prefix}#`);
    case 'taskList':
    case 'decisionList':
      return content.map((item) => `* ${inline(item.content ?? [])}`).join('\n');
    case 'codeBlock':
      return codeBlock(node);
    case 'blockquote':
      return `{quote}\n${blocks(content, '')}\n{quote}`;
    case 'panel':
      return `{panel}\n${blocks(content, '')}\n{panel}`;
    case 'expand':
    case 'nestedExpand':
      return `${String(node.attrs?.title ?? '')}\n\n${blocks(content, '')}`.trim();
    case 'rule':
      return '----';
    case 'table':
      return content.map(tableRow).join('\n');
    case 'mediaSingle':
    case 'mediaGroup':
      return content
        .map((media) => `!${String(media.attrs?.alt ?? media.attrs?.id ?? media.attrs?.url ?? '')}!`)
        .join('\n');
    default:
      return inline(content);
  }
}

function items(nodes: readonly AdfNode[], bullet: string): string {
  return nodes.map((item) => listItem(item, bullet)).join('\n');
}

function listItem(item: AdfNode, bullet: string): string {
  const parts = (item.content ?? []).map((child) => block(child, bullet));
  return `${bullet} ${parts.join('\n')}`;
}

function codeBlock(node: AdfNode): string {
  const language = node.attrs?.language;
  const opening = typeof language === 'string' && language !== '' ? `{code:${language}}` : '{code}';
  return `${opening}\n${plainText(node)}\n{code}`;
}

function tableRow(row: AdfNode): string {
  const cells = row.content ?? [];
  const bar = (cell: AdfNode) => (cell.type === 'tableHeader' ? '||' : '|');
  const last = cells.at(-1);
  return cells.map((cell) => `${bar(cell)}${blocks(cell.content ?? [], '') || ' '}`).join('') + (last ? bar(last) : '');
}

function inline(nodes: readonly AdfNode[]): string {
  return nodes.map(inlineNode).join('');
}

function inlineNode(node: AdfNode): string {
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce(marked, node.text ?? '');
    case 'hardBreak':
      return '\n';
    case 'mention':
      return `[~accountid:${String(node.attrs?.id ?? '')}]`;
    case 'emoji':
      return String(node.attrs?.text ?? node.attrs?.shortName ?? '');
    case 'inlineCard':
      return `[${String(node.attrs?.url ?? '')}]`;
    case 'date':
      return new Date(Number(node.attrs?.timestamp ?? 0)).toISOString().slice(0, 10);
    case 'status':
      return String(node.attrs?.text ?? '');
    default:
      return node.content ? block(node, '') : plainText(node);
  }
}

function marked(text: string, mark: AdfMark): string {
  switch (mark.type) {
    case 'strong':
      return `*${text}*`;
    case 'em':
      return `_${text}_`;
    case 'code':
      return `{{${text}}}`;
    case 'strike':
      return `-${text}-`;
    case 'underline':
      return `+${text}+`;
    case 'subsup':
      return mark.attrs?.type === 'sub' ? `~${text}~` : `^${text}^`;
    case 'textColor':
      return `{color:${String(mark.attrs?.color ?? '')}}${text}{color}`;
    case 'link':
      return mark.attrs?.href === text ? `[${text}]` : `[${text}|${String(mark.attrs?.href ?? '')}]`;
    default:
      return text;
  }
}
