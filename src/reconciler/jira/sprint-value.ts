import { list, type Raw, record, text } from './raw.ts';

type Sprint = { readonly name: string; readonly isClosed: boolean };

/** The name of the sprint an issue is in: the active or future one, else the last that was closed. */
export function decodeSprint(raw: unknown): string | null {
  const sprints = list(raw).flatMap((each) => sprintOf(each) ?? []);
  return (sprints.findLast((sprint) => !sprint.isClosed) ?? sprints.at(-1))?.name ?? null;
}

/** Jira's board plugin gave sprints as text before it gave them as objects. */
function sprintOf(raw: unknown): Sprint | null {
  const sprint = typeof raw === 'string' ? parsePrinted(raw) : record(raw);
  const name = text(sprint?.name)?.trim();
  if (!sprint || !name) return null;
  return { name, isClosed: String(sprint.state).toLowerCase() === 'closed' };
}

const PRINTED = /\[(.*)\]$/s;
const MEMBER = /(?:^|,)([a-zA-Z]+)=/g;

/** `com.atlassian.greenhopper.service.sprint.Sprint@1f[id=1,state=ACTIVE,name=Sprint 1, late,startDate=…]` */
function parsePrinted(printed: string): Raw | null {
  const inner = PRINTED.exec(printed)?.[1];
  if (inner === undefined) return null;
  const starts = [...inner.matchAll(MEMBER)];
  const members = starts.map((start, index) => {
    const end = starts[index + 1]?.index ?? inner.length;
    return [start[1] ?? '', inner.slice(start.index + start[0].length, end)] as const;
  });
  return Object.fromEntries(members);
}
