import { canonicalText } from '../../model/canonical.ts';
import { canAsk } from '../ask.ts';
import { usageError } from '../cli-error.ts';
import { editText, withEditedText } from '../input/edit-text.ts';
import { readTextArgument } from '../input/read-text-argument.ts';
import type { Io } from '../io.ts';

export type CommentSource = {
  /** The words of the command line; none opens the editor. */
  readonly words: readonly string[];
  /** `--edit`: the editor even where nobody sits at a terminal. */
  readonly edit: boolean;
  /** What the editor shows of the ticket: its key, and its title where that is known. */
  readonly title: string;
};

const CUT = '# ------------------------ >8 ------------------------';

/**
 * Finds the text of a comment (an argument, `-` for standard input, or the editor) and carries out with it what the text is
 * for. A text from the editor is kept when that fails. A CliError where there is no text.
 */
export async function withCommentText<T>(
  io: Io,
  source: CommentSource,
  action: (text: string) => Promise<T>,
): Promise<T> {
  const { words, edit, title } = source;
  if (words.length === 0 && !edit && !canAsk(io))
    throw usageError('give the text of the comment, or - to read it from standard input');
  if (words.length > 0 && edit) throw usageError('give the text, or --edit, not both');
  if (words.length > 0) {
    const argument = words.join(' ');
    return action(expectText(argument === '-' ? await readTextArgument('-', io.cwd) : argument));
  }
  const template = `\n\n${CUT}\n# Write the comment on ${title}\n# above this line, in Markdown. Without a text nothing is done.\n`;
  const edited = await editText(template, 'COMMENT.md', io);
  const text = edited.text.split(/\r?\n/);
  const cut = text.indexOf(CUT);
  const above = canonicalText(text.slice(0, cut < 0 ? text.length : cut).join('\n'));
  if (above === '') edited.drop();
  const body = expectText(above);
  return withEditedText(edited, () => action(body));
}

function expectText(text: string): string {
  const canonical = canonicalText(text);
  if (canonical === '') throw usageError('the comment is empty: nothing was done');
  return canonical;
}
