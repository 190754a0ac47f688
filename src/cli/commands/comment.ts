import { type CommandModule, example } from '../command.ts';
import type { CommentOptions } from '../comment/run-comment.ts';
import { addWriteOptions, OFFLINE_HELP } from './write-options.ts';

const HELP = `
The text is Markdown; - reads it from standard input, and without a text the editor of git opens (GIT_EDITOR, core.editor,
VISUAL, EDITOR). What was written there is kept in a file when anything fails.
${OFFLINE_HELP.trim()}

With --json: {queued, issue, id, commentId, path, url, commit, reason}. commentId and url are null and reason says why where
it is queued; commit is then the one in the clone.`;

/** `tract comment KEY [TEXT]`: adds a comment to a ticket. */
export const comment: CommandModule = {
  add(program, run) {
    const command = program
      .command('comment')
      .description('comment on a ticket')
      .argument('<key>', 'key of the ticket in any case, or its number alone')
      .argument('[text...]', 'the comment in Markdown')
      .option('--edit', 'write it in the editor, even without a terminal');
    addWriteOptions(command)
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        example(
          'tract comment APP-1234 "The session ends after **5** minutes."',
          'git log -3 | tract comment app-1234 -',
        ),
      )
      .action((key: string, words: readonly string[], options: CommentOptions, invoked) =>
        run(
          async (context) => (await import('../comment/run-comment.ts')).runComment(context, key, words, options),
          invoked,
        ),
      );
  },
};
