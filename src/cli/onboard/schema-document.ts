import type { ProjectConfig } from '../../model/project-config.ts';
import { apiSection } from './schema/api-section.ts';
import { commandSection } from './schema/command-section.ts';
import { commentSection } from './schema/comment-section.ts';
import { conflictSection } from './schema/conflict-section.ts';
import { offlineSection } from './schema/offline-section.ts';
import { settingsSection } from './schema/settings-section.ts';
import { textSection } from './schema/text-section.ts';
import { ticketSection } from './schema/ticket-section.ts';
import { worklogSection } from './schema/worklog-section.ts';

/**
 * `.tract/SCHEMA.md`: the format of this repository and the ways to it, for people and language models. Tables and
 * examples are made from what the program itself reads, writes and answers by.
 */
export function schemaDocument(config: ProjectConfig): string {
  const { key, url } = config.project;
  const introduction = `# The ticket files of ${key}

This page is generated from the program's own tables; \`tract onboard\`, run again on the server while the service is
stopped, brings it up to date with the program and with \`.tract/config.yaml\`.

Tract keeps these files and the Jira project ${key} at ${url} in sync: whatever is edited on one side arrives on the
other. To change a ticket, edit its file, commit and push. Only what changed is sent, and \`git push\` prints what came of it.

- \`issues/KEY.md\`: a ticket with its comments; \`worklogs/YYYY-MM.jsonl\`: time entries; \`.tract/\`: settings
- \`refs/notes/tract\`: what both sides last agreed on; Tract keeps it, nobody else writes there
`;
  const sections = [
    ticketSection(config),
    textSection(),
    commentSection(),
    worklogSection(config),
    offlineSection(config),
    conflictSection(config),
    settingsSection(),
    commandSection(),
    apiSection(config),
  ];
  return [introduction, ...sections].map((section) => `${section.trimEnd()}\n`).join('\n');
}
