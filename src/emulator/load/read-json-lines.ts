import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Raw, rawRecord } from './raw-values.ts';

/** The documents of a file with one JSON object a line, gzipped when its name ends in `.gz`. */
export async function* readJsonLines(file: string): AsyncGenerator<Raw> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const document = line.trim() === '' ? null : rawRecord(JSON.parse(line));
    if (document) yield document;
  }
}
