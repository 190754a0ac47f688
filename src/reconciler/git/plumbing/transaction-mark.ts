import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The note that a ref transaction of ours leaves in the repository while it runs, in `tract-transaction-<pid>`. */
export type TransactionMark = {
  readonly file: string;
  /** Of the git process that holds the locks. */
  readonly pid: number;
  readonly refs: readonly string[];
  readonly atMs: number;
};

const NAME = /^tract-transaction-([1-9][0-9]{0,9})$/;

/** Written before the process gets its first command, so that no lock of ours exists without a mark. */
export async function writeMark(repository: string, pid: number, refs: readonly string[]): Promise<string> {
  const file = join(repository, `tract-transaction-${pid}`);
  await writeFile(file, refs.join('\n'));
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
    return { file, pid, refs: text.split('\n').filter((line) => line !== ''), atMs: mtimeMs };
  } catch (error) {
    // Its own process ended it in the meantime.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
