/** Text that is markup already. Only {@link html} makes it, so that nothing else becomes markup. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Piece = string | number | null | Html | readonly Html[];

/** A template of markup: what is put into it is text, and is escaped, unless it is markup made the same way. */
export function html(markup: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(markup.map((part, index) => part + markupOf(pieces[index] ?? null)).join(''));
}

function markupOf(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === 'string' || typeof piece === 'number') return escapeText(String(piece));
  return piece.map(({ markup }) => markup).join('');
}

/** Safe in text and in quoted attributes. Controls and what turns the direction of text are shown as signs. */
function escapeText(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
