/** Why a text was refused, with its line. */
export function refusalReason({ line, reason }: { readonly line: number; readonly reason: string }): string {
  return `line ${line} of the text: ${reason}`;
}
