import { randomBytes } from 'node:crypto';
import { access, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hashOfKey } from '../../../server/access/key-ring.ts';
import { RIGHTS, type Right } from '../../../server/access/right.ts';
import { failedError, usageError } from '../../cli-error.ts';
import { type Context, writeResult } from '../../context.ts';
import { EXIT, type ExitCode } from '../../exit-code.ts';
import { columns } from '../../render/columns.ts';
import { isKeyName, type KeyEntry, renderKeyFile } from './key-file.ts';
import { readKeyFile } from './read-key-file.ts';

export type KeysOptions = { readonly file?: string };

/** Makes a key, prints it this once, and keeps its hash. */
export async function addKey(
  context: Context,
  name: string,
  { file, rights: given }: KeysOptions & { readonly rights: string },
): Promise<ExitCode> {
  if (!isKeyName(name))
    throw usageError(`"${name}" is no name for a key: letters, digits, ".", "_" and "-", at most 64`);
  const rights = parseRights(given);
  const path = keyFilePath(context, file);
  const keys = (await exists(path)) ? await readKeys(path) : [];
  if (keys.some((key) => key.name === name)) {
    throw failedError(`${path} has a key "${name}" already: revoke it first, or choose another name`);
  }
  const key = `tract_${randomBytes(32).toString('base64url')}`;
  const created = `${new Date().toISOString().slice(0, 19)}Z`;
  await replaceFile(path, [...keys, { name, sha256: hashOfKey(key), rights, created }]);
  writeResult(context, { name, rights, key, file: path }, () => [key]);
  context.io.err(`"${name}" may ${rights.join(', ')}. The key is shown this once: ${path} has only its hash.\n`);
  return EXIT.done;
}

export async function listKeys(context: Context, { file }: KeysOptions): Promise<ExitCode> {
  const keys = await readKeys(keyFilePath(context, file));
  const shown = keys.map(({ name, rights, created }) => ({ name, rights, created }));
  writeResult(context, shown, () =>
    keys.length === 0
      ? ['No keys: make one with `tract serve keys add NAME`']
      : columns(
          keys.map(({ name, rights, created }) => [name, rights.join(','), created]),
          context.io.outColumns,
        ),
  );
  return EXIT.done;
}

/** Takes a key away; a running service refuses it from the next request on. */
export async function revokeKey(context: Context, name: string, { file }: KeysOptions): Promise<ExitCode> {
  const path = keyFilePath(context, file);
  const keys = await readKeys(path);
  const left = keys.filter((key) => key.name !== name);
  if (left.length === keys.length) throw failedError(`${path} has no key "${name}": see \`tract serve keys list\``);
  await replaceFile(path, left);
  writeResult(context, { revoked: name, file: path }, () => [`Revoked ${name}`]);
  return EXIT.done;
}

function keyFilePath({ io }: Context, file: string | undefined): string {
  const path = file ?? io.env.TRACT_API_KEYS_FILE;
  if (path) return resolve(io.cwd, path);
  throw usageError('which file? Set TRACT_API_KEYS_FILE as the service has it, or name it with --file');
}

function parseRights(text: string): readonly Right[] {
  const named = text.split(',').map((right) => right.trim());
  const rights = RIGHTS.filter((right) => named.includes(right));
  if (rights.length > 0 && named.every((right) => RIGHTS.some((known) => known === right))) return rights;
  throw usageError(`--rights takes ${RIGHTS.join(', ')}, separated by commas, not "${text}"`);
}

async function readKeys(path: string): Promise<readonly KeyEntry[]> {
  const reading = await readKeyFile(path);
  if (reading.kind === 'keys') return reading.keys;
  throw failedError(`TRACT_API_KEYS_FILE ${reading.problem}`);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The service may read it at any moment, so it is there whole, and never open to others. */
async function replaceFile(path: string, keys: readonly KeyEntry[]): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, renderKeyFile(keys), { mode: 0o600, flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw failedError(
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
      error,
    );
  }
}
