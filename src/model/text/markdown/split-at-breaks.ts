import type { Inline } from '../tree/text-tree.ts';

/** Jira's marks end with the line: `**a⏎b**` is `**a**⏎**b**`. */
export function splitAtBreaks(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline) => (inline.kind === 'styled' ? splitStyled(inline) : [inline]));
}

function splitStyled(inline: Extract<Inline, { kind: 'styled' }>): readonly Inline[] {
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
