import type { Readable } from 'node:stream';
import type { Notation, NotedText } from '../../model/text/convert-text.ts';
import { parseAdfDocument } from '../../model/text/parse-adf-document.ts';
import { convertInThread } from '../../reconciler/text/convert-in-thread.ts';
import { TEXT_DEADLINE_MS } from '../../reconciler/text/text-deadline.ts';
import { failedError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { checkLines } from './check-lines.ts';
import { conversionDocument, renderText } from './conversion-document.ts';
import { readSource } from './read-source.ts';
import { readTextPeople } from './read-text-people.ts';

export type ConvertOptions = {
  readonly from: Notation;
  readonly to: Notation;
  readonly check?: boolean;
  readonly users?: string;
};

/** Converts a file, or what comes on standard input, and writes what the daemon would write. */
export async function runConvert(
  context: Context,
  file: string | null,
  { from, to, check = false, users }: ConvertOptions,
  stdin: Readable,
): Promise<ExitCode> {
  const { io } = context;
  const people = await readTextPeople(io, users ?? null);
  const { name, text } = await readSource(io.cwd, file, stdin);
  const conversion = await convertInThread({ source: notedText(text, from, name), to, people }, TEXT_DEADLINE_MS);
  if (conversion.kind === 'refused') {
    throw failedError(`${name}${from === 'adf' ? '' : `: line ${conversion.line}`}: ${conversion.reason}`);
  }
  if (conversion.whole) {
    io.err(`tract: ${name} is too long or too deeply nested to be taken apart; it is carried as a whole\n`);
  }
  if (check || context.json) {
    writeResult(context, conversionDocument(conversion, from, to), () =>
      checkLines(conversion.blocks, from, context.colors),
    );
  } else io.out(renderText(conversion.text));
  return EXIT.done;
}

function notedText(text: string, notation: Notation, name: string): NotedText {
  if (notation === 'md') return { kind: 'md', markdown: text };
  if (notation === 'wiki') return { kind: 'wiki', wiki: text };
  const reading = parseAdfDocument(text);
  if (reading.kind === 'document') return { kind: 'adf', doc: reading.doc };
  throw failedError(`${name} is no ADF document: ${reading.reason}`);
}
