import { plain } from '../render/plain.ts';

/** The file as it is; on a terminal without what would steer it. */
export function rawText(bytes: Buffer, isTerminal: boolean): string {
  const text = bytes.toString('utf8');
  if (!isTerminal) return text;
  const lines = text.split('\n');
  return lines.map((line) => line.replace(/\r$/, '').split('\t').map(plain).join('\t')).join('\n');
}
