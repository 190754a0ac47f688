import { readSecretFile } from '../../config/secret-file.ts';
import { type KeyFileReading, parseKeyFile } from './key-file.ts';

/** Reads the file of keys, which nobody but its owner may read. A problem is told with the file's name. */
export async function readKeyFile(path: string): Promise<KeyFileReading> {
  const file = await readSecretFile(path);
  if (file.kind === 'problem') return file;
  const reading = parseKeyFile(file.text);
  return reading.kind === 'keys' ? reading : { kind: 'problem', problem: `names ${path}, which ${reading.problem}` };
}
