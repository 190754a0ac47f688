import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** The syntax tree of a Markdown text, GitHub flavour. */
export function parseMdast(markdown: string): Root {
  processor ??= unified().use(remarkParse).use(remarkGfm).freeze();
  return processor.parse(markdown) as Root;
}

type Processor = { parse(markdown: string): unknown };

/** Built once, when it is first needed: building costs more than a small text. */
let processor: Processor | null = null;
