import { renderMarkdown } from '../../../model/text/markdown/render-markdown.ts';
import type { Block } from '../../../model/text/tree/text-tree.ts';
import { CARRIED, EXAMPLE_BLOCKS, EXAMPLE_INLINES } from './example-texts.ts';
import { markdownTable } from './markdown-table.ts';

/** How what Jira shows is written in Markdown; every example comes from the renderer of the ticket files. */
export function textSection(): string {
  const inlines = EXAMPLE_INLINES.map(({ name, inline }) => [
    name,
    code(render({ kind: 'paragraph', children: [inline] })),
  ]);
  return `## How a text looks

Descriptions, comments and the comments of time entries are Markdown with the extensions of GitHub: tables, task lists,
footnotes, bare addresses. What Jira has beyond that is written so; reading it gives back exactly what Jira shows:

${EXAMPLE_BLOCKS.map(({ name, block }) => `${name}:\n\n${fence(render(block))}`).join('\n\n')}

Within a line:

${markdownTable(['in Jira', 'in Markdown'], inlines)}

What Markdown cannot say at all, such as the macros of other products, is **carried** in Jira's own notation: in a code
block with the language \`jira\` (Server, Data Center) or \`adf\` (Cloud), within a line as \`\` \`…\`{=jira} \`\`. Leave it whole,
move it, or remove it.

${fence(render(CARRIED))}

- An edit of one paragraph changes that paragraph in Jira and no other. Other HTML stays HTML, and Jira shows its words.
- \`tract convert --from md --to wiki --check FILE\` (or \`--to adf\`) says line by line how Jira shows a text.
`;
}

/** Who the mention in the examples is. */
export const EXAMPLE_DIALECT = {
  carrier: 'jira',
  people: { handleByJiraName: { jdoe: 'john.doe' }, jiraNameByHandle: { 'john.doe': 'jdoe' } },
} as const;

function render(block: Block): string {
  return renderMarkdown(block, { careful: false, dialect: EXAMPLE_DIALECT });
}

/** Longer than any fence within. */
function fence(markdown: string): string {
  return `\`\`\`\`markdown\n${markdown}\n\`\`\`\``;
}

function code(markdown: string): string {
  return `\`${markdown}\``;
}
