import type { Command, Option } from 'commander';
import { cloneFolder, readCloneLists } from './clone-lists.ts';
import { wantedAt } from './command-line.ts';
import { type Candidate, meantWord, replyLines } from './shell-words.ts';
import type { Shell } from './shells.ts';
import { VALUE_SOURCES } from './value-sources.ts';

/** What a shell asks: the words of the command line and where the cursor is among them. */
export type Question = {
  readonly shell: Shell;
  readonly words: readonly string[];
  readonly cursor: number;
  readonly cwd: string;
};

/** The lines to answer a shell with; none where there is nothing to suggest but files. */
export async function complete(program: Command, question: Question): Promise<readonly string[]> {
  const { words, cursor } = joinedAtEquals(question);
  const typed = words[cursor] ?? '';
  const meant = words.map((word, at) => meantWord(question.shell, word, at === cursor));
  const wanted = wantedAt(program, meant, cursor);
  if (wanted.kind === 'nothing') return [];
  const candidates = await candidatesFor(wanted, question.cwd);
  const fitting = candidates.filter(({ text }) => text.toLowerCase().startsWith(wanted.typed.toLowerCase()));
  const prefix = wanted.kind === 'value' ? wanted.prefix : '';
  return replyLines(question.shell, fitting, prefix, typed.slice(prefix.length));
}

type Asked = Exclude<ReturnType<typeof wantedAt>, { readonly kind: 'nothing' }>;

async function candidatesFor(wanted: Asked, cwd: string): Promise<readonly Candidate[]> {
  if (wanted.kind === 'commands') return commandsOf(wanted.program);
  if (wanted.kind === 'options') return optionsOf(wanted.options);
  const { of: target, typed } = wanted;
  if (target.argChoices !== undefined) return target.argChoices.map((text) => ({ text, note: '' }));
  const name = 'flags' in target ? (/[<[]([^>\].]+)/.exec(target.flags)?.[1] ?? '') : target.name();
  const folder = cloneFolder(cwd);
  const source = VALUE_SOURCES.get(name);
  if (folder === null || source === undefined) return [];
  const values = await source(folder, () => readCloneLists(folder), typed);
  return values.map((text) => ({ text, note: '' }));
}

function commandsOf(program: Command): readonly Candidate[] {
  const shown = program.createHelp().visibleCommands(program);
  return shown.map((command) => ({ text: command.name(), note: command.description() }));
}

function optionsOf(options: readonly Option[]): readonly Candidate[] {
  return options
    .filter(({ hidden, long }) => !hidden && long !== undefined && long !== null)
    .map(({ long, description }) => ({ text: long ?? '', note: description }));
}

/** Bash without its completion library breaks `--status=Do` into three words. */
function joinedAtEquals({ shell, words, cursor }: Question): Pick<Question, 'words' | 'cursor'> {
  const before = words[cursor - 1];
  if (shell !== 'bash') return { words, cursor };
  if (words[cursor] === '=' && words[cursor - 1]?.startsWith('--')) {
    return { words: [...words.slice(0, cursor - 1), `${words[cursor - 1]}=`], cursor: cursor - 1 };
  }
  if (before !== '=' || !words[cursor - 2]?.startsWith('--')) return { words, cursor };
  const joined = `${words[cursor - 2]}=${words[cursor] ?? ''}`;
  return { words: [...words.slice(0, cursor - 2), joined], cursor: cursor - 2 };
}
