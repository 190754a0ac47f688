import { createInterface } from 'node:readline/promises';
import type { Io } from './io.ts';

/** True where somebody sits at a terminal who can answer. */
export function canAsk({ errIsTerminal }: Pick<Io, 'errIsTerminal'>): boolean {
  return errIsTerminal && process.stdin.isTTY === true;
}

/** Asks on stderr, so that stdout has results alone; '' where the input ends instead. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ended = new Promise<string>((done) => terminal.once('close', () => done('')));
    return (await Promise.race([terminal.question(question), ended])).trim();
  } finally {
    terminal.close();
  }
}
