import type { Colors } from '../context.ts';
import { plain } from '../render/plain.ts';
import type { QueueReason } from './make-or-queue.ts';

/** What is told of something that was queued: that it was, why, where it is now, and what to do. */
export function queuedLines(
  what: 'ticket' | 'worklog' | 'comment',
  why: QueueReason,
  { path, commit, colors }: { readonly path: string; readonly commit: string | null; readonly colors: Colors },
): readonly string[] {
  const twin = 'The answer was lost; should it be in Jira already, the push joins the two.';
  const place = commit === null ? plain(path) : `${plain(path)}, commit ${commit.slice(0, 8)}`;
  const push = '`git push` brings it to Jira';
  return [
    `${colors.yellow('⚠️')} ${plain(why.headline)} - ${what} queued locally`,
    ...(why.detail === null ? [] : [colors.dim(`   ${plain(why.detail)}`)]),
    ...(why.perhapsMade ? [colors.dim(`   ${twin}`)] : []),
    `   ${place}`,
    commit === null ? `   Once that file is committed, ${push}.` : `   ${push}.`,
  ];
}
