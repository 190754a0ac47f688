import { ask, canAsk } from '../ask.ts';
import { listTicketFiles } from '../clone-reader/list-ticket-files.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { paint } from '../render/paint.ts';
import { plain } from '../render/plain.ts';
import { cloneRepository } from './clone-repository.ts';
import { cloneSource } from './clone-source.ts';
import { setUpClone } from './set-up-clone.ts';

export type CloneInput = { readonly branch?: string; readonly author?: string };

/** Clones a ticket repository and sets it up. Exit 3 where something is left for the person to do. */
export async function runClone(
  context: Context,
  url: string,
  folder: string | null,
  input: CloneInput,
): Promise<ExitCode> {
  const { io, colors } = context;
  const interactive = canAsk(io);
  const source = cloneSource(url, folder, io.cwd);
  const clone = await cloneRepository(source, { ...io, branch: input.branch ?? null, interactive });
  const { author, snapshot, steps } = await setUpClone(clone, {
    author: input.author ?? null,
    ask: interactive ? ask : null,
    env: io.env,
  });
  const tickets = listTicketFiles(clone.folder).length;
  const { key } = clone.config.project;
  const left = steps.filter(({ done }) => !done).map(({ words }) => words);
  writeResult(context, { folder: clone.folder, project: key, tickets, snapshot, author, left }, () => [
    `${colors.green('✓')} ${plain(source.shownUrl)} is cloned into ${clone.folder}: ${tickets} tickets of ${key}`,
    ...steps.map(({ done, words }) => paint(`${done ? '✓' : '!'} ${words}`, colors)),
    '',
    `Go on with: cd ${plain(clone.folder)} && tract list --assignee me`,
  ]);
  return left.length > 0 ? EXIT.pending : EXIT.done;
}
