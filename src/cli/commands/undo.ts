import { type CommandModule, example } from '../command.ts';
import type { UndoOptions } from '../undo/run-undo.ts';

const HELP = `
A run is a cycle of the service that wrote something; its commits carry the trailer "Run: ID". Undoing it is an edit of the
files, made in one commit and carried to Jira like any other: what anybody changed since stays, tickets are never deleted.

With --json: {runs: [{run, atMs, tickets, keys}]} without RUN; {run, atMs, print, tickets: [{key, changes: [{ref, now,
back, kept}]}]} for one, with "commit" once it is undone.

Exit codes: 0 undone (or shown with --dry-run), 3 undone but some of it stays as it is, 1 nothing was undone.`;

/** `tract undo`: takes back what a cycle of the service did. */
export const undo: CommandModule = {
  add(program, run) {
    program
      .command('undo')
      .description('take back what a run of the service did, on both sides')
      .argument('[run]', 'id of the run; without it the newest runs are listed')
      .option('--dry-run', 'show what it comes to, and change nothing')
      .option('-y, --yes', 'do not ask')
      .addHelpText('after', HELP)
      .addHelpText('after', example('tract undo', 'tract undo mhx2k3ab-17 --dry-run', 'tract undo mhx2k3ab-17 --yes'))
      .action((id: string | undefined, options: UndoOptions, invoked) =>
        run(async (context) => (await import('../undo/run-undo.ts')).runUndo(context, id ?? null, options), invoked),
      );
  },
};
