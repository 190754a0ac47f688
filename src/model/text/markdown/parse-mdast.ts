import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** The syntax tree of a Markdown text, GitHub flavour. */
export function parseMdast(markdown: string): Root {
  processor ??= unified().use(remarkParse).use(remarkGfm).use(linkOnlyWhileParsing).freeze();
  return processor.parse(markdown) as Root;
}

type Processor = { parse(markdown: string): unknown };

/** Built once, when it is first needed: building costs more than a small text. */
let processor: Processor | null = null;

/**
 * A second look for addresses after parsing would link those whose marks are escaped, and cut text into nodes that do
 * not know where they stand. GitHub knows none.
 */
function linkOnlyWhileParsing(this: { data(): { fromMarkdownExtensions?: unknown } }): undefined {
  const data = this.data();
  const extensions = [data.fromMarkdownExtensions ?? []].flat(Number.POSITIVE_INFINITY) as readonly object[];
  data.fromMarkdownExtensions = extensions.map((extension) => ({ ...extension, transforms: [] }));
}
