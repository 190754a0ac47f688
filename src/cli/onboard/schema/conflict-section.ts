import { POLICIES } from '../../../model/field.ts';
import type { ProjectConfig } from '../../../model/project-config.ts';
import { TAKES } from '../../../reconciler/resolve/resolve-request.ts';
import { markdownTable } from './markdown-table.ts';
import { POLICY_WORDS } from './policy-words.ts';

/** What happens where both sides changed one thing, and how a person settles it. */
export function conflictSection({ project: { key } }: ProjectConfig): string {
  return `## When the two sides differ

Values decide: a change is a difference from what both sides last agreed on. Where two people changed different fields,
both win. Only the same field with different values is a conflict: sets merge by member, texts by line, and any other
field follows its policy (\`policies\` in \`.tract/config.yaml\`).

${markdownTable(
  ['policy', 'what becomes of the field'],
  POLICIES.map((policy) => [`\`${policy}\``, POLICY_WORDS[policy]]),
)}

What waits stays as it is on both sides; all else of the ticket, and all other tickets, go on. It is settled by editing
either side so that they agree, or by \`tract conflicts resolve KEY [FIELD] --take ${TAKES.join('|')}\`:

\`\`\`sh
tract status                                   # what waits, and why; tract status ${key}-123 field by field
tract conflicts show ${key}-123                   # what both sides last agreed on, and what each says now
tract conflicts resolve ${key}-123 --take jira
tract conflicts resolve ${key}-123 title --value "Log in with SSO"
\`\`\`

What Jira refuses waits the same way, with Jira's reason, until somebody changes it.
`;
}
