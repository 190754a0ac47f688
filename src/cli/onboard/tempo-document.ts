import type { ProjectConfig } from '../../model/project-config.ts';
import { worklogSection } from './schema/worklog-section.ts';

/** `.tract/TEMPO.md`: how time is tracked in this repository. */
export function tempoDocument(config: ProjectConfig): string {
  const { key, url } = config.project;
  const sample = `${key}-123`;
  return `# Time tracking of ${key}

Time that people log is in \`worklogs/\`, an entry a line, and in Jira at ${url}. Entries are added, edited and removed on
either side, and the same happens on the other. This page is generated; \`tract onboard\`, run again on the server, brings it up
to date.

## Log

\`\`\`sh
tract log ${sample} 1h 30m "Fixed the bug"
tract log ${sample} 45m "Reviewed" --started "yesterday 14:00"
\`\`\`

Without the sync service the entry is committed in the clone, and the next \`git push\` carries it. A line written by hand does
as well: add it, commit, push.

${worklogSection(config).trimEnd()}

## Who logged it

- \`author\` is a handle of \`.tract/users.yaml\`. What is logged in Jira has the person who logged it there.
- Jira makes the account of the sync service the author of what comes from git, unless the service has a token of that person
  (\`TRACT_USER_TOKENS_FILE\`). Such an entry begins in Jira with the name of its author; in git it does not.

## What is one entry, and what is two

- An \`id\` is minted once, and is the same on both sides for ever.
- The same work that was entered on both sides before they met (same author, same start, same time, no common \`id\`) is one.
- Two lines with different \`id\`s are two, even of one person at one time.
- An entry that both sides changed differently is held, and shown by \`tract status\`; one that was removed on one side and changed
  on the other is too.

## Report

\`\`\`sh
tract timesheet --week 2026-W07                # a person's days and tickets, and what is missing of the hours that are due
tract timesheet john.doe --month 2026-02 --format csv
tract worklogs ${sample}
\`\`\`

All of them read the clone and need no server. Hours are due from Monday to Friday, ${config.timeTracking.hoursPerDay} a day.
`;
}
