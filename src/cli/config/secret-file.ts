import { open } from 'node:fs/promises';

/** What a file with secrets holds, or the problem with it: nobody but its owner may read it. */
export type SecretFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: string };

const MAX_BYTES = 1024 * 1024;

export async function readSecretFile(path: string): Promise<SecretFile> {
  try {
    const handle = await open(path, 'r');
    try {
      const { mode, size } = await handle.stat();
      if ((mode & 0o077) !== 0) return problem(`names ${path}, which others may read: chmod 600 ${path}`);
      if (size > MAX_BYTES) return problem(`names ${path}, which is larger than 1 MiB`);
      return { kind: 'text', text: await handle.readFile('utf8') };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return problem(
      `names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
    );
  }
}

function problem(words: string): SecretFile {
  return { kind: 'problem', problem: words };
}
