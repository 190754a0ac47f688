import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/**
 * A socket in the folder of a repository, on which its holder listens and says nothing. The kernel closes it with the
 * process, however that ends, and whoever shares the folder under the same kernel can tell: from any container, where
 * processes do not see each other and host names say nothing.
 */
export type LifeLine = { readonly name: string; close(): Promise<void> };

/** Source: unix(7) has 107 bytes, macOS 103. */
const LONGEST_PATH = 100;
const NAME = /^tract-sync\.[0-9a-f]{16}\.sock$/;

/** Null where the file system, or the length of the path, allows no socket: then heartbeats have to do. */
export async function openLifeLine(folder: string): Promise<LifeLine | null> {
  const name = `tract-sync.${randomBytes(8).toString('hex')}.sock`;
  const path = join(folder, name);
  // Node would cut a longer one short, and listen elsewhere.
  if (Buffer.byteLength(path) > LONGEST_PATH) return null;
  const server = createServer((socket) => socket.destroy());
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(path, () => resolve(true));
  });
  if (!listens) return null;
  server.unref();
  return { name, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Whether a process of this kernel listens; null where that cannot be told. */
export function isHeld(folder: string, name: string): Promise<boolean | null> {
  if (!NAME.test(name)) return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = connect(join(folder, name), () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED' ? false : null));
  });
}

/** Removes the file that a killed holder left. */
export async function cutLifeLine(folder: string, name: string): Promise<void> {
  if (NAME.test(name)) await rm(join(folder, name), { force: true }).catch(() => {});
}
