import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { failedError } from '../cli-error.ts';

/** More than Jira or a ticket file ever holds. */
const MOST_BYTES = 16 * 1_048_576;

/** The text, and its name for messages. `-` and no file are standard input. Throws a CliError. */
export async function readSource(
  cwd: string,
  file: string | null,
  stdin: Readable,
): Promise<{ readonly name: string; readonly text: string }> {
  const name = file === null || file === '-' ? 'standard input' : file;
  const bytes = name === file ? await readBytes(cwd, file) : await readAll(stdin);
  if (bytes.byteLength > MOST_BYTES) throw failedError(`${name} is larger than ${MOST_BYTES / 1_048_576} MiB`);
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    throw failedError(`${name} is not UTF-8 text`, error);
  }
}

async function readBytes(cwd: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, file));
  } catch (error) {
    throw failedError(`cannot read ${file}: ${reasonOf(error)}`, error);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'it may not be read';
  return error instanceof Error ? error.message : String(error);
}

/** Stops reading where it is too much anyway. */
async function readAll(stdin: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.byteLength;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}
