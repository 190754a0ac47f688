import { imageWords } from '../tree/image-name.ts';
import type { ImageInline, Params } from '../tree/text-tree.ts';
import { isSpace, isWordChar } from './wiki-lines.ts';

/** `!picture.png|thumbnail,width=300!`: parameters stand apart by commas, a bare word has no value. */
export function imageAt(
  text: string,
  at: number,
  start: number,
  end: number,
): { readonly inline: ImageInline; readonly end: number } | null {
  const before = at > start ? text[at - 1] : undefined;
  if (isWordChar(before) || before === '\\' || before === '!' || isSpace(text[at + 1])) return null;
  const close = closingBang(text, at + 1, end);
  if (close === null || isWordChar(close + 1 < end ? text[close + 1] : undefined)) return null;
  const source = text.slice(at + 1, close);
  const bar = source.indexOf('|');
  const src = bar < 0 ? source : source.slice(0, bar);
  if (!isImageName(src)) return null;
  const params = bar < 0 ? [] : imageParams(source.slice(bar + 1));
  const alt = params.find(([name, value]) => name === 'alt' && value !== '');
  const title = params.find(([name, value]) => name === 'title' && value !== '');
  const others = params.filter((param) => param !== alt && param !== title);
  return {
    inline: { kind: 'image', src, alt: imageWords(src, alt?.[1] ?? ''), title: title?.[1] ?? null, params: others },
    end: close + 1,
  };
}

const LONGEST_IMAGE = 1000;

function closingBang(text: string, from: number, end: number): number | null {
  const stop = Math.min(end, from + LONGEST_IMAGE);
  for (let at = from; at < stop; at += 1) {
    if (text[at] === '!') return at;
    if (text[at] === '\n' || text[at] === '\r') return null;
  }
  return null;
}

function imageParams(source: string): Params {
  const parts = source.split(/[,|]/).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at).trim(), unquoted(part.slice(at + 1).trim())];
    });
}

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

function isImageName(src: string): boolean {
  if (src.trim() !== src || /[\\"<>{}]/.test(src)) return false;
  const dot = src.lastIndexOf('.');
  if (dot > 0 && /^[A-Za-z0-9]{2,5}$/.test(src.slice(dot + 1))) return true;
  return src.startsWith('http://') || src.startsWith('https://');
}

/** An image in Jira's form; what would end it or begin another parameter is left out of names and values. */
export function renderWikiImage(image: ImageInline): string {
  const src = image.src.replace(/[!|\n\r]/g, (char) => (char === '!' ? '%21' : encodeURIComponent(char)));
  const named: Params = [
    ...image.params,
    ...(image.alt === '' ? [] : [['alt', image.alt] as const]),
    ...(image.title === null ? [] : [['title', image.title] as const]),
  ];
  const params = named.map(([name, value]) => (value === '' ? clean(name) : `${clean(name)}=${clean(value)}`));
  const shown = params.filter((part) => part !== '' && !part.endsWith('='));
  return shown.length === 0 ? `!${src}!` : `!${src}|${shown.join(',')}!`;
}

function clean(text: string): string {
  return text.replace(/[!|,{}\\\n\r]/g, ' ').trim();
}
