import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** `isKept`: a `.keep` file says that it stays as it is. */
export type PackFile = { readonly name: string; readonly bytes: number; readonly isKept: boolean };

export type ObjectFiles = { readonly loose: readonly string[]; readonly packs: readonly PackFile[] };

const FOLDER = /^[0-9a-f]{2}$/;
const LOOSE = /^[0-9a-f]{38}$/;

/** The loose objects of a repository, by path, and its packs with their sizes. */
export async function readObjectFiles(repository: string): Promise<ObjectFiles> {
  const objects = join(repository, 'objects');
  const folders = (await readdir(objects)).filter((name) => FOLDER.test(name));
  const loose = await Promise.all(
    folders.map(async (folder) =>
      (await listOrNothing(join(objects, folder))).flatMap((name) =>
        LOOSE.test(name) ? [join(objects, folder, name)] : [],
      ),
    ),
  );
  const folder = join(objects, 'pack');
  const names = await listOrNothing(folder);
  const kept = new Set(names.filter((name) => name.endsWith('.keep')).map(stemOf));
  const packs = names
    .filter((name) => name.endsWith('.pack') && !name.startsWith('.'))
    .map(async (name) => ({ name, bytes: await sizeOf(join(folder, name)), isKept: kept.has(stemOf(name)) }));
  return { loose: loose.flat(), packs: await Promise.all(packs) };
}

/** The bytes that these files take; one that is gone takes none. */
export async function sizeOfAll(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(sizeOf));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** A folder that git removed meanwhile holds nothing. */
async function listOrNothing(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

function stemOf(name: string): string {
  return name.replace(/\.[a-z]+$/, '');
}
