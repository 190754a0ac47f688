import type { FrontMatterValue, ListMember } from './front-matter.ts';
import { renderScalar } from './front-matter-scalar.ts';
import type { Splice } from './ticket-file-splice.ts';

type List = Extract<FrontMatterValue, { readonly kind: 'list' }>;

/**
 * The changes that make a list hold the set `wanted`, touching only the members that come and go; null where none of the
 * present members stays, or a block list is written so that its members do not have lines of their own.
 * `canonical` tells what a member means.
 */
export function listSplices(
  source: string,
  list: List,
  wanted: readonly string[],
  canonical: (text: string) => string | null,
): readonly Splice[] | null {
  const present = list.members.map((member) => canonical(member.text));
  const kept = present.map((member) => member !== null && wanted.includes(member));
  const last = kept.lastIndexOf(true);
  const lastKept = list.members[last];
  if (!lastKept) return null;
  const added = wanted.filter((member) => !present.includes(member));
  const removed = list.members.filter((_, index) => !kept[index]);
  if (list.flow) return flowSplices(list.members, kept, lastKept, added);
  return blockSplices(source, list, removed, lastKept, added);
}

/** A member goes with the comma behind it; those behind the last that stays, with the commas before them. */
function flowSplices(
  members: readonly ListMember[],
  kept: readonly boolean[],
  lastKept: ListMember,
  added: readonly string[],
): readonly Splice[] {
  const inner = members.flatMap((member, index) => {
    const next = members[index + 1];
    const goes = !kept[index] && next && member.start < lastKept.start;
    return goes ? [{ start: member.start, end: next.start, text: '' }] : [];
  });
  const text = added.map((member) => `, ${renderScalar(member, 'flow')}`).join('');
  return [...inner, { start: lastKept.end, end: members.at(-1)?.end ?? lastKept.end, text }];
}

function blockSplices(
  source: string,
  list: List,
  removed: readonly ListMember[],
  lastKept: ListMember,
  added: readonly string[],
): readonly Splice[] | null {
  const dash = source.slice(lineStart(source, lastKept), lastKept.start);
  const ownLines = list.members.every((member) =>
    /^[ \t]*-[ \t]+$/.test(source.slice(lineStart(source, member), member.start)),
  );
  if (!ownLines) return null;
  const end = lineEnd(source, lastKept);
  return [
    ...removed.map((member) => ({ start: lineStart(source, member), end: lineEnd(source, member), text: '' })),
    { start: end, end, text: added.map((member) => `${dash}${renderScalar(member, 'value')}\n`).join('') },
  ];
}

function lineStart(source: string, member: ListMember): number {
  return source.lastIndexOf('\n', member.start - 1) + 1;
}

/** Behind the line break; a member written as a block of lines already ends there. */
function lineEnd(source: string, member: ListMember): number {
  return source[member.end - 1] === '\n' ? member.end : source.indexOf('\n', member.end) + 1;
}
