import type { Colors, Context } from '../context.ts';
import { plain } from '../render/plain.ts';
import { wrapLine } from '../render/wrap-markdown.ts';
import type { Hit } from './rank-ticket.ts';
import { type Search, searchable } from './search-words.ts';

/** Each ticket with its title, and below it where else the words were found. */
export function hitLines(
  hits: readonly Hit[],
  total: number,
  search: Search,
  { colors, io }: Pick<Context, 'colors' | 'io'>,
): readonly string[] {
  if (hits.length === 0) return ['Nothing found.'];
  const width = io.outColumns;
  const fitted = (line: string, indent: string) => (width === null ? [line] : wrapLine(line, width - indent.length));
  const tickets = hits.flatMap(({ key, title, places }) => [
    ...fitted(plain(`${key}  ${title}`), '').map((line) => colors.bold(line)),
    ...places.flatMap(({ where, snippet }) =>
      fitted(plain(`${where}: ${snippet}`), '    ').map((line) => `    ${marked(line, search, colors)}`),
    ),
  ]);
  if (width === null) return tickets;
  const count = total === hits.length ? `${total}` : `${hits.length} of ${total}`;
  return [...tickets, '', `${count} ${total === 1 ? 'ticket' : 'tickets'}`];
}

/** The words of the search in colour, where folding keeps every letter in its place. */
function marked(line: string, { words }: Search, colors: Colors): string {
  const folded = searchable(line);
  if (folded.length !== line.length) return line;
  let result = '';
  for (let at = 0; at < line.length; ) {
    const word = words.find((each) => folded.startsWith(each, at));
    result += word === undefined ? line[at] : colors.yellow(line.slice(at, at + word.length));
    at += word?.length ?? 1;
  }
  return result;
}
