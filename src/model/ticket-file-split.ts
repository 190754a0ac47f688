import matter from 'gray-matter';
import type { FrontMatter } from './front-matter.ts';
import { type FrontMatterReading, readFrontMatter } from './front-matter-read.ts';

export type TicketSplit =
  | { readonly kind: 'split'; readonly frontMatter: FrontMatter; readonly bodyStart: number }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

const OPENING = /^\ufeff?---[ \t]*(?:\r?\n|$)/;
const CLOSING = /\n---[ \t]*(?:\r?\n|$)/g;
// Enough for some hundred attachments and long custom texts; beyond that, reading takes more than a moment.
const MOST_CHARACTERS = 262_144;
const MOST_LINES = 3_000;

/**
 * Finds the front matter and reads it. gray-matter does the reading, but only of a block whose two delimiters were found
 * here: by itself it takes `---foo` for the end of a block and a whole file for a block without end.
 */
export function splitTicketFile(source: string): TicketSplit {
  const opening = OPENING.exec(source)?.[0];
  if (opening === undefined) return broken(1, 'no front matter: the file must begin with a line "---" and "title: …"');
  CLOSING.lastIndex = opening.length - 1;
  const closing = CLOSING.exec(source);
  if (!closing) return broken(1, 'the front matter has no end: a line "---" is missing after it');
  const start = opening.startsWith('\ufeff') ? 4 : 3;
  const yaml = source.slice(start, closing.index + 1);
  if (yaml.length > MOST_CHARACTERS || yaml.split('\n', MOST_LINES + 1).length > MOST_LINES) {
    return broken(1, `the front matter has more than ${MOST_LINES} lines or ${MOST_CHARACTERS} characters`);
  }
  const reading = readWithGrayMatter(`---${yaml}---`, start);
  if (reading.kind === 'broken') return reading;
  return { kind: 'split', frontMatter: reading.frontMatter, bodyStart: closing.index + closing[0].length };
}

/** The options are made anew for each file: gray-matter keeps what it read without options in a shared cache. */
function readWithGrayMatter(head: string, base: number): FrontMatterReading {
  const engines = { yaml: (yaml: string) => ({ reading: readFrontMatter(`${yaml}\n`, base, 1) }) };
  const file = matter(head, {
    language: 'yaml',
    engines: { ...engines, json: refuse, javascript: refuse, js: refuse },
  });
  if (file.matter !== head.slice(3, -4)) return broken(1, 'a line of the front matter begins with "---"');
  const { reading }: { reading?: FrontMatterReading } = file.data;
  return reading ?? { kind: 'front-matter', frontMatter: { entries: [], indent: '', end: base + head.length - 6 } };
}

/** gray-matter would run front matter in JavaScript. */
function refuse(): never {
  throw new Error('front matter is YAML and nothing else');
}

function broken(line: number, reason: string): { kind: 'broken'; line: number; reason: string } {
  return { kind: 'broken', line, reason };
}
