import { type Command, InvalidArgumentError } from 'commander';

/** The options of every command that makes something in Jira or, offline, in the clone. */
export function addWriteOptions(command: Command): Command {
  return command
    .option('--author <person>', 'who you are: a handle or name of .tract/users.yaml')
    .option('--offline', 'ask no server: into the clone, for the next git push (TRACT_OFFLINE=1)')
    .option('--id <id>', 'the id of an attempt whose answer was lost: nothing is made twice')
    .option('--timeout <seconds>', 'how long to wait for an answer (30)', seconds);
}

/** What such a command does where nobody answers, for its help. */
export const OFFLINE_HELP = `
When the server or Jira cannot be reached, it is written into the clone and committed there, beside whatever you have
edited or staged, and the next git push carries it to Jira. Exit code 4: unreachable, and nothing could be queued.`;

function seconds(text: string): number {
  if (!/^\d{1,4}(?:\.\d{1,3})?$/.test(text) || Number(text) === 0)
    throw new InvalidArgumentError('It must be a number of seconds.');
  return Number(text);
}
