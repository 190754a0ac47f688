/** `html`: what a parser may take apart; `words`: what stands behind it as it is written. */
export type LiteralHtml = { readonly html: string; readonly words: string };

/**
 * HTML with references for what a browser would hide though people wrote it to be read: `<?xml … ?>`, `<![CDATA[ … ]]>`,
 * `<!DOCTYPE … >`, `</>` and `<template>`. Only comments, scripts and styles are hidden. Where one of these, or a tag, is
 * never closed, nobody meant to hide the rest of the text: from there on everything is words.
 */
export function literalHtml(source: string): LiteralHtml {
  const html: string[] = [];
  let written = 0;
  for (let at = source.indexOf('<'); at >= 0; ) {
    const part = partAt(source, at);
    if (part === null) return { html: html.join('') + source.slice(written, at), words: source.slice(at) };
    if (part.shown) {
      html.push(source.slice(written, at), encode(source.slice(at, part.end)));
      written = part.end;
    }
    at = source.indexOf('<', part.end);
  }
  return { html: html.join('') + source.slice(written), words: '' };
}

function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Where something ends, and whether it is shown as it is written. */
type Part = { readonly end: number; readonly shown: boolean };

/** What begins at this angle bracket; null when it has no end. */
function partAt(source: string, at: number): Part | null {
  if (source.startsWith('<!--', at)) return endedBy(source, '-->', at + '<!'.length, false);
  if (source.startsWith('<![CDATA[', at)) return endedBy(source, ']]>', at, true);
  if (source.startsWith('<?', at)) return endedBy(source, '?>', at + '<?'.length, true);
  if (source.startsWith('<!', at)) return endedBy(source, '>', at, true);
  const name = nameAt(source, at);
  if (name === null) return { end: at + 1, shown: source[at + 1] === '/' };
  const end = endOfTag(source, at + 1 + name.length);
  if (end === null) return null;
  if (RAW.has(name)) return endOfRaw(source, name, end);
  return { end, shown: name === 'template' || name === '/template' };
}

function endedBy(source: string, mark: string, from: number, shown: boolean): Part | null {
  const end = source.indexOf(mark, from);
  return end < 0 ? null : { end: end + mark.length, shown };
}

/** The name of a tag in lower case, with the slash of a closing one. */
function nameAt(source: string, at: number): string | null {
  NAME.lastIndex = at + 1;
  return NAME.exec(source)?.[0].toLowerCase() ?? null;
}

const NAME = /\/?[a-z][^\t\n\f\r />]*/iy;

/** Within these a parser sees no tags. */
const RAW: ReadonlySet<string> = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes']);

/** An opening tag with nothing behind it hides nothing. */
function endOfRaw(source: string, name: string, from: number): Part | null {
  const closing = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(source);
  if (found !== null) return { end: found.index, shown: false };
  return source.slice(from).trim() === '' ? { end: source.length, shown: false } : null;
}

/** Behind the tag whose name ends at `from`, by the rules of HTML: only a quoted value holds `>`. */
function endOfTag(source: string, from: number): number | null {
  for (let at = from; at < source.length; ) {
    at = behind(BETWEEN, source, at);
    if (source[at] === '>') return at + 1;
    at = behind(ATTRIBUTE, source, at);
    const value = behind(EQUALS, source, at);
    if (value === at) continue;
    const quote = source[value];
    if (quote !== '"' && quote !== "'") at = behind(BARE, source, value);
    else {
      const close = source.indexOf(quote, value + 1);
      if (close < 0) return null;
      at = close + 1;
    }
  }
  return null;
}

const BETWEEN = /[\t\n\f\r /]*/y;
const ATTRIBUTE = /[^\t\n\f\r />][^\t\n\f\r />=]*/y;
const EQUALS = /[\t\n\f\r ]*=[\t\n\f\r ]*/y;
const BARE = /[^\t\n\f\r >]*/y;

function behind(part: RegExp, source: string, at: number): number {
  part.lastIndex = at;
  return part.test(source) ? part.lastIndex : at;
}
