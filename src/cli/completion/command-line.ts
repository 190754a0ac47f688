import type { Argument, Command, Option } from 'commander';

/** What is asked for at the cursor. `typed` is the beginning of it. */
export type Wanted =
  | { readonly kind: 'commands'; readonly program: Command; readonly typed: string }
  | { readonly kind: 'options'; readonly options: readonly Option[]; readonly typed: string }
  /** `prefix` is what stands before the value in the same word: `--status=`. */
  | { readonly kind: 'value'; readonly of: Option | Argument; readonly typed: string; readonly prefix: string }
  | { readonly kind: 'nothing' };

/** Walks over the words before the cursor as Commander would, and says what may come next. `words[0]` is the program. */
export function wantedAt(program: Command, words: readonly string[], cursor: number): Wanted {
  const { command, operands, open, closed } = walk(program, words.slice(1, cursor));
  const typed = words[cursor] ?? '';
  if (open !== null) return { kind: 'value', of: open, typed, prefix: '' };
  const [, name, value] = closed ? [] : (/^(--[^=]+)=(.*)$/s.exec(typed) ?? []);
  const option = name === undefined ? null : findOption(command, program, name);
  if (option !== null && value !== undefined) return { kind: 'value', of: option, typed: value, prefix: `${name}=` };
  if (typed.startsWith('-') && !closed)
    return { kind: 'options', options: [...new Set([...command.options, ...program.options])], typed };
  if (command.commands.length > 0 && operands === 0) return { kind: 'commands', program: command, typed };
  const argument =
    command.registeredArguments[operands] ?? command.registeredArguments.findLast(({ variadic }) => variadic);
  return argument === undefined ? { kind: 'nothing' } : { kind: 'value', of: argument, typed, prefix: '' };
}

type Walk = {
  readonly command: Command;
  readonly operands: number;
  /** An option whose value comes next. */
  readonly open: Option | null;
  /** After `--`, there are no more options. */
  readonly closed: boolean;
};

function walk(program: Command, words: readonly string[]): Walk {
  let [command, operands, open, closed]: [Command, number, Option | null, boolean] = [program, 0, null, false];
  for (const word of words) {
    if (open?.required) {
      open = null;
    } else if (!closed && word === '--') {
      [open, closed] = [null, true];
    } else if (!closed && word.startsWith('-')) {
      const option = findOption(command, program, word);
      open = option !== null && (option.required || option.optional) ? option : null;
    } else if (open !== null) {
      open = null;
    } else {
      const next = command.commands.find((each) => each.name() === word);
      if (next !== undefined && operands === 0) command = next;
      else operands += 1;
    }
  }
  return { command, operands, open, closed };
}

function findOption(command: Command, program: Command, name: string): Option | null {
  return [...command.options, ...program.options].find(({ long, short }) => long === name || short === name) ?? null;
}
