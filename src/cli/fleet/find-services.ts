import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { failedError } from '../cli-error.ts';
import { readDefaults } from '../config/read-defaults.ts';

/** A service of this server: the project of its settings, and where it answers. */
export type Service = { readonly project: string | null; readonly url: string };

/** The services whose settings are in a folder, as `NAME.env`, in the order of their names. Nothing secret is kept. */
export async function findServices(folder: string): Promise<readonly Service[]> {
  const names = await readdir(folder).catch((error: unknown) => unreadable(folder, error));
  const files = names.filter((name) => name.endsWith('.env')).sort();
  if (files.length === 0)
    throw failedError(`there is no service in ${folder}: see install-service.sh, or name the addresses of services`);
  return Promise.all(files.map(async (name) => serviceOf(await read(join(folder, name)))));
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => unreadable(path, error));
}

function serviceOf(text: string): Service {
  const { TRACT_PROJECT, TRACT_HOST, TRACT_PORT } = { ...readDefaults(), ...parseEnv(text) };
  const host = TRACT_HOST === undefined || /^(0\.0\.0\.0|::)$/.test(TRACT_HOST) ? '127.0.0.1' : TRACT_HOST;
  return { project: TRACT_PROJECT ?? null, url: `http://${host.includes(':') ? `[${host}]` : host}:${TRACT_PORT}` };
}

function unreadable(path: string, error: unknown): never {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const fix = code === 'EACCES' ? 'run it with sudo' : 'name the folder by --config, or the addresses of services';
  throw failedError(`${path} cannot be read (${code}): ${fix}`);
}
