import { EXIT } from '../../exit-code.ts';
import { markdownTable } from './markdown-table.ts';
import { programCommands } from './program-commands.ts';

/** The commands of `tract`, from the program's own declarations. */
export function commandSection(): string {
  const rows = programCommands().map(({ name, usage, description }) => [
    `\`${`${name} ${usage}`.trim()}\``,
    description,
  ]);
  return `## Command line

${markdownTable(['command', 'what it is for'], rows)}

Every command has \`--help\` with an example and what \`--json\` gives: one JSON document on stdout, all else on stderr. Exit
codes: ${EXIT.done} done, ${EXIT.failed} failed, ${EXIT.usage} wrong usage or configuration, ${EXIT.pending} done but something waits, ${EXIT.unreachable} server unreachable and nothing
could be queued. \`TRACT_API_KEY\` is the key to the sync service, \`TRACT_SYNC_SERVER\` its address, \`TRACT_AUTHOR\` who you are.
`;
}
