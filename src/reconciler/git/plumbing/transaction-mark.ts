import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RefMove } from '../../../snapshot/object-store.ts';
import { isOid, isRefName } from './names.ts';

/** The note that a ref transaction of ours leaves in the repository while it runs, in `tract-transaction-<pid>`. */
export type TransactionMark = {
  readonly file: string;
  /** Of the git process that holds the locks. */
  readonly pid: number;
  readonly refs: readonly string[];
  /** What it was to do with them; empty where the mark does not say all of it. */
  readonly moves: readonly RefMove[];
  readonly atMs: number;
};

const NAME = /^tract-transaction-([1-9][0-9]{0,9})$/;
const NO_OID = '0'.repeat(40);

/**
 * Written before the process gets its first command, so that no lock of ours exists without a mark, and no power cut
 * leaves refs half moved without it.
 */
export async function writeMark(repository: string, pid: number, moves: readonly RefMove[]): Promise<string> {
  const file = join(repository, `tract-transaction-${pid}`);
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(moves.map(({ ref, from, to }) => `${ref} ${from ?? NO_OID} ${to}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(repository);
  return file;
}

export async function eraseMark(file: string): Promise<void> {
  await rm(file, { force: true });
}

export async function readMarks(repository: string): Promise<TransactionMark[]> {
  const names = (await readdir(repository)).filter((name) => NAME.test(name));
  const marks = await Promise.all(names.map((name) => readMark(join(repository, name), Number(NAME.exec(name)?.[1]))));
  return marks.filter((mark) => mark !== null);
}

async function readMark(file: string, pid: number): Promise<TransactionMark | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    const lines = text.split('\n').filter((line) => line !== '');
    const moves = lines.flatMap(readMove);
    const refs = lines.flatMap((line) => line.split(' ')[0] ?? []);
    return { file, pid, refs, moves: moves.length === lines.length ? moves : [], atMs: mtimeMs };
  } catch (error) {
    // Its own process ended it in the meantime.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function readMove(line: string): readonly RefMove[] {
  const [ref = '', from = '', to = ''] = line.split(' ');
  if (!isRefName(ref) || !isOid(from) || !isOid(to)) return [];
  return [{ ref, from: from === NO_OID ? null : from, to }];
}

/** The name of a new file is on disk only when its folder is. Not every file system can do that, nor has to. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
