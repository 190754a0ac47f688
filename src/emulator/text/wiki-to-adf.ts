import type { AdfNode } from './adf-node.ts';

const fence = /^\{(code|noformat)(?::([^}]*))?\}[ \t]*$/;

/**
 * Wiki markup as a document, plainly: headings, code blocks and paragraphs with hard breaks. Other markup stays as the
 * characters that were typed, so every word is kept.
 */
export function wikiToAdf(wiki: string): AdfNode {
  const lines = wiki.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
  const content: AdfNode[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) content.push({ type: 'paragraph', content: withBreaks(paragraph) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const closing = closingFence(lines, at);
    const heading = /^h([1-6])\.\s+(.*\S)\s*$/.exec(line);
    if (closing !== null) {
      endParagraph();
      content.push(codeBlock(line, lines.slice(at + 1, closing)));
      at = closing;
    } else if (heading) {
      endParagraph();
      content.push({ type: 'heading', attrs: { level: Number(heading[1]) }, content: [textNode(heading[2] ?? '')] });
    } else if (line.trim() === '') endParagraph();
    else paragraph.push(line);
  }
  endParagraph();
  return { type: 'doc', version: 1, content };
}

/** The line that closes the block opened at a line, or null when none opens there or it is never closed. */
function closingFence(lines: readonly string[], at: number): number | null {
  const opened = fence.exec(lines[at] ?? '');
  if (!opened) return null;
  const end = lines.findIndex((line, index) => index > at && line.trimEnd() === `{${opened[1]}}`);
  return end < 0 ? null : end;
}

function codeBlock(opening: string, lines: readonly string[]): AdfNode {
  const language = fence
    .exec(opening)?.[2]
    ?.split('|')[0]
    ?.replace(/^language=/, '');
  const text = lines.join('\n');
  return {
    type: 'codeBlock',
    ...(language ? { attrs: { language } } : {}),
    ...(text === '' ? {} : { content: [textNode(text)] }),
  };
}

function withBreaks(lines: readonly string[]): readonly AdfNode[] {
  return lines.flatMap((line, index) => (index === 0 ? [textNode(line)] : [{ type: 'hardBreak' }, textNode(line)]));
}

function textNode(text: string): AdfNode {
  return { type: 'text', text };
}
