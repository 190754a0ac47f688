/** A heading with its lines, or nothing at all. */
export function section(title: string, lines: readonly string[], color: (text: string) => string): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => color(`  ${line}`)), ''];
}
