import { type AdfNode, isAdfDocument } from './adf-node.ts';
import { adfToWiki } from './adf-to-wiki.ts';
import { wikiToAdf } from './wiki-to-adf.ts';

/** A text in the markup in which it was last written: wiki markup (a string) or an Atlassian Document. */
export type RichText = string | AdfNode;

export function asWiki(text: RichText): string {
  return typeof text === 'string' ? text : adfToWiki(text);
}

export function asAdf(text: RichText): AdfNode {
  return typeof text === 'string' ? wikiToAdf(text) : text;
}

export function isEmptyText(text: RichText): boolean {
  return typeof text === 'string' ? text === '' : (text.content ?? []).length === 0;
}

export function isRichText(value: unknown): value is RichText {
  return typeof value === 'string' || isAdfDocument(value);
}
