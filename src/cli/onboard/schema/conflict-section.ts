import { conflictRecordPath, type RecordedConflict } from '../../../model/conflict-record.ts';
import { POLICIES } from '../../../model/field.ts';
import type { ProjectConfig } from '../../../model/project-config.ts';
import { renderConflictRecord } from '../../../model/render-conflict-record.ts';
import { TAKES } from '../../../reconciler/resolve/resolve-request.ts';
import { markdownTable } from './markdown-table.ts';
import { POLICY_WORDS } from './policy-words.ts';

const EXAMPLE: RecordedConflict = {
  field: 'title',
  since: '2026-02-14T09:05:00Z',
  reason: 'git says "Log in with SSO", Jira says "Single sign-on"',
  rule: 'hold (default)',
  base: 'Log in',
  git: {
    value: 'Log in with SSO',
    by: 'jane.doe',
    at: '2026-02-14T09:01:12Z',
    source: '3f786850e387550fdab836ed7e6dc881de23001b',
  },
  jira: { value: 'Single sign-on', by: 'john.doe', at: '2026-02-14T09:04:40Z', source: '10023' },
  seen: { git: 'a3cca2b2aa1e3b5b3b59', jira: '1cc641954099c249e0e4' },
  decision: { take: 'git', value: undefined },
};

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
tract why ${key}-123 title                        # who gave it that value on either side, when, and what decides
tract conflicts show ${key}-123                   # what both sides last agreed on, and what each says now
tract conflicts resolve ${key}-123 --take jira
tract conflicts resolve ${key}-123 title --value "Log in with SSO"
\`\`\`

\`${conflictRecordPath(`${key}-123`)}\` has what was agreed, both values in full, who gave them and when, with the commit and the
entry of Jira's changelog. ${TAKES.map((take) => `\`take: ${take}\``).join(', ')} (with \`value: …\`) below a field of it, committed and
pushed, settles that field; nothing else in it can be edited, and it goes by itself:

\`\`\`yaml
${renderConflictRecord({ issue: `${key}-123`, conflicts: [EXAMPLE] }).trimEnd()}
\`\`\`

What Jira refuses waits the same way, with Jira's reason, until somebody changes it.
`;
}
