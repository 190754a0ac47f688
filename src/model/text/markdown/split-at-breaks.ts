import type { Inline } from '../tree/text-tree.ts';

/** Jira's marks end with the line: `**a⏎b**` is `**a**⏎**b**`, and so do colours and the like. */
export function splitAtBreaks(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline) => (hasMarks(inline) ? splitMarked(inline) : [inline]));
}

type Marked = Extract<Inline, { kind: 'styled' | 'span' }>;

function hasMarks(inline: Inline): inline is Marked {
  return (inline.kind === 'styled' || inline.kind === 'span') && inline.children.length > 0;
}

function splitMarked(inline: Marked): readonly Inline[] {
  const out: Inline[] = [];
  let part: Inline[] = [];
  const flush = (): void => {
    if (part.length > 0) out.push({ ...inline, children: part });
    part = [];
  };
  for (const child of splitAtBreaks(inline.children)) {
    if (child.kind === 'break') {
      flush();
      out.push(child);
    } else part.push(child);
  }
  flush();
  return out;
}
