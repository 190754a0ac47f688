import pc from 'picocolors';
import type { Io } from './io.ts';

/** Options that every command takes. */
export type GlobalOptions = { readonly json?: boolean; readonly color?: boolean; readonly debug?: boolean };

export type Colors = ReturnType<typeof pc.createColors>;

/** What a command works with: the world, and how its result is wanted. */
export type Context = {
  readonly io: Io;
  /** One JSON document on stdout instead of text. */
  readonly json: boolean;
  readonly debug: boolean;
  readonly colors: Colors;
  /** Colors for stderr. */
  readonly errColors: Colors;
};

export function createContext(io: Io, options: GlobalOptions): Context {
  const wanted = options.color !== false && (io.env.NO_COLOR ?? '') === '';
  return {
    io,
    json: options.json === true,
    debug: options.debug === true,
    colors: pc.createColors(wanted && io.outColumns !== null),
    errColors: pc.createColors(wanted && io.errIsTerminal),
  };
}

/** Writes the result: one JSON document, or the lines for people. */
export function writeResult(context: Context, document: unknown, lines: () => readonly string[]): void {
  if (context.json) context.io.out(`${JSON.stringify(document, null, 2)}\n`);
  else
    context.io.out(
      lines()
        .map((line) => `${line}\n`)
        .join(''),
    );
}
