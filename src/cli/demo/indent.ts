/** The lines of a text, each two blanks to the right; none of an empty one. */
export function indent(text: string): readonly string[] {
  const trimmed = text.trimEnd();
  return trimmed === '' ? [] : trimmed.split('\n').map((line) => `  ${line}`.trimEnd());
}
