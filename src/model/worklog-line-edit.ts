import type { WorkingTime } from './duration.ts';
import { InternalError } from './internal-error.ts';
import type { GitWorklog } from './worklog.ts';
import {
  parseWorklogLine,
  renderWorklogLine,
  renderWorklogMembers,
  WORKLOG_MEMBERS,
  type WorklogMember,
} from './worklog-line.ts';

/** Where a member of a JSON object stands: its name and value, and the value alone. */
type Member = { readonly name: string; readonly start: number; readonly valueStart: number; readonly end: number };

/**
 * A line that says `after`. Members that say it already keep their spelling, unknown ones and the order stay, a new one goes
 * to the end. A line that cannot be read is written anew.
 */
export function editWorklogLine(line: string, after: GitWorklog, working: WorkingTime): string {
  const before = parseWorklogLine(line, working);
  if (before.kind === 'invalid') return renderWorklogLine(after);
  const was = renderWorklogMembers(before.worklog);
  const is = renderWorklogMembers(after);
  const edited = WORKLOG_MEMBERS.filter((name) => was[name] !== is[name]).reduce(
    (text, name) => setMember(text, name, is[name]),
    line,
  );
  const check = parseWorklogLine(edited, working);
  if (check.kind === 'worklog' && renderWorklogLine(check.worklog) === renderWorklogLine(after)) return edited;
  throw new InternalError('an edited worklog line says something else');
}

/** Null takes the member away, as often as it is there. */
function setMember(line: string, name: WorklogMember, value: string | null): string {
  const members = membersOf(line);
  const index = members.findLastIndex((member) => member.name === name);
  const member = members[index];
  if (member && value !== null)
    return line.slice(0, member.valueStart) + JSON.stringify(value) + line.slice(member.end);
  if (value === null) return member ? setMember(removeMember(line, members, index), name, null) : line;
  const end = members.at(-1)?.end ?? 0;
  const [comma, colon] = /^\s*\{\s*"[^"]*"\s*:\s/.test(line) ? [', ', ': '] : [',', ':'];
  return `${line.slice(0, end)}${comma}"${name}"${colon}${JSON.stringify(value)}${line.slice(end)}`;
}

/** A member goes with the comma before it; the first, with the one behind it. */
function removeMember(line: string, members: readonly Member[], index: number): string {
  const [member, before, next] = [members[index], members[index - 1], members[index + 1]];
  if (!member) return line;
  if (before) return line.slice(0, before.end) + line.slice(member.end);
  return line.slice(0, member.start) + line.slice(next?.start ?? member.end);
}

/** The members of a line that is known to be one JSON object. */
function membersOf(line: string): readonly Member[] {
  const members: Member[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s",:[\]{}]+/g;
  let depth = 0;
  let name: { readonly text: string; readonly start: number } | null = null;
  let valueStart = 0;
  for (const { 0: text, index } of line.matchAll(token)) {
    if (name === null && depth === 1 && text.startsWith('"')) {
      name = { text, start: index };
      continue;
    }
    if (depth === 1) valueStart = index;
    if (text === '{' || text === '[') depth += 1;
    if (text === '}' || text === ']') depth -= 1;
    if (depth !== 1 || name === null) continue;
    members.push({ name: String(JSON.parse(name.text)), start: name.start, valueStart, end: index + text.length });
    name = null;
  }
  return members;
}
