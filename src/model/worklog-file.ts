import type { WorkingTime } from './duration.ts';
import { InternalError } from './internal-error.ts';
import { lineEndOf } from './ticket-file-lines.ts';
import type { GitWorklog, WorklogLine, WorklogProblem } from './worklog.ts';
import { parseWorklogLine, renderWorklogLine } from './worklog-line.ts';
import { editWorklogLine } from './worklog-line-edit.ts';

export type WorklogFile = { readonly lines: readonly WorklogLine[]; readonly problems: readonly WorklogProblem[] };

/** Lines count from 1, as in {@link WorklogLine}; each line is named at most once. */
export type WorklogFileEdit = {
  readonly add: readonly GitWorklog[];
  readonly replace: readonly { readonly line: number; readonly worklog: GitWorklog }[];
  readonly remove: readonly number[];
};

/** Reads `worklogs/<month>.jsonl`. Each line stands alone: one that cannot be read hides no other. */
export function readWorklogFile(month: string, text: string, working: WorkingTime): WorklogFile {
  const lines: WorklogLine[] = [];
  const problems: WorklogProblem[] = [];
  for (const [index, piece] of physicalLines(text).entries()) {
    const line = index + 1;
    const content = withoutLineEnd(piece).replace(/^\ufeff/, '');
    if (content.trim() === '') continue;
    const reading = parseWorklogLine(content, working);
    if (reading.kind === 'worklog') lines.push({ month, line, worklog: reading.worklog });
    else problems.push({ month, line, issue: reading.issue, reason: reading.reason });
  }
  return { lines, problems };
}

/** The file with these lines changed, new ones at the end, and every other byte as it was. */
export function editWorklogFile(text: string, edit: WorklogFileEdit, working: WorkingTime): string {
  const lineEnd = lineEndOf(text);
  const pieces = [...physicalLines(text)];
  for (const { line, worklog } of edit.replace) {
    const piece = pieceAt(pieces, line);
    const content = withoutLineEnd(piece);
    pieces[line - 1] = editWorklogLine(content, worklog, working) + piece.slice(content.length);
  }
  for (const line of edit.remove) {
    pieceAt(pieces, line);
    pieces[line - 1] = '';
  }
  const kept = pieces.join('');
  const joint = edit.add.length === 0 || kept === '' || kept.endsWith('\n') ? '' : lineEnd;
  return kept + joint + edit.add.map((worklog) => renderWorklogLine(worklog) + lineEnd).join('');
}

/** The lines with their line ends, so that joining them gives the text. */
function physicalLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function withoutLineEnd(piece: string): string {
  return piece.replace(/\r?\n$/, '');
}

function pieceAt(pieces: readonly string[], line: number): string {
  const piece = pieces[line - 1];
  if (piece === undefined || piece === '') throw new InternalError(`a worklog file has no line ${line} to change`);
  return piece;
}
