import { readTicketFile } from '../../model/ticket-file.ts';
import { usageError } from '../cli-error.ts';
import { type CloneProblem, reportProblems } from '../clone-reader/clone-problem.ts';
import { compareKeys, listTicketFiles } from '../clone-reader/list-ticket-files.ts';
import { openTicketClone, type TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { hitLines } from './hit-lines.ts';
import { type Hit, rankTicket } from './rank-ticket.ts';
import { parseSearch, type Search, searchable } from './search-words.ts';

export type SearchOptions = { readonly limit?: number };

const MOST_HITS = 20;

/** Searches titles, descriptions and comments of the clone for all the words. Exit 1 where nothing is found, as grep has it. */
export async function runSearch(context: Context, words: readonly string[], options: SearchOptions): Promise<ExitCode> {
  const { io } = context;
  const search = parseSearch(words.join(' '));
  if (search.words.length === 0)
    throw usageError('what to search for? Give a word or more, such as `tract search login`');
  const clone = await openTicketClone(io.cwd);
  const { hits, problems } = searchClone(clone, search);
  reportProblems(io, [...clone.problems, ...problems]);
  const shown = hits.slice(0, options.limit ?? MOST_HITS);
  writeResult(context, { total: hits.length, hits: shown }, () => hitLines(shown, hits.length, search, context));
  return hits.length === 0 ? EXIT.failed : EXIT.done;
}

type Found = { readonly hits: readonly Hit[]; readonly problems: readonly CloneProblem[] };

/** Only a file whose bytes hold every word is read as a ticket: most are not, and reading is what takes time. */
function searchClone({ folder, format }: TicketClone, search: Search): Found {
  const hits: Hit[] = [];
  const problems: CloneProblem[] = [];
  for (const { key, path } of listTicketFiles(folder)) {
    const file = readPlainFile(folder, path);
    if (file.kind === 'unreadable') problems.push({ path, line: null, reason: file.reason });
    if (file.kind !== 'bytes' || !mayHold(key, file.bytes.toString('utf8'), search)) continue;
    const reading = readTicketFile(file.bytes, format);
    if (reading.kind === 'broken') problems.push({ path, line: reading.line, reason: reading.reason });
    const hit = reading.kind === 'ticket' ? rankTicket({ key, path, doc: reading.doc }, search) : null;
    if (hit !== null) hits.push(hit);
  }
  return { hits: hits.sort((a, b) => b.score - a.score || compareKeys(a.key, b.key)), problems };
}

/** A quoted front matter may hold a word in another spelling (`'it''s'`, `"\u00e9"`): such a file is read in any case. */
function mayHold(key: string, text: string, { words }: Search): boolean {
  const frontMatter = text.slice(0, text.indexOf('\n---', 4));
  if (/''|"[^"\n]*\\/.test(frontMatter)) return true;
  const folded = searchable(`${key}\n${text}`);
  return words.every((word) => folded.includes(word));
}
