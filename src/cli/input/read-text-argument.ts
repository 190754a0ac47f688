import { readSource } from '../convert/read-source.ts';

/** A text as an argument gives it: itself, `-` for standard input, and with `@` in front the name of a file. */
export async function readTextArgument(argument: string, cwd: string): Promise<string> {
  if (argument === '-') return (await readSource(cwd, null, process.stdin)).text;
  return argument.startsWith('@') ? (await readSource(cwd, argument.slice(1), process.stdin)).text : argument;
}
