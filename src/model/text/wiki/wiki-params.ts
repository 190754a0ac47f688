import type { Params } from '../tree/text-tree.ts';

/** The parameters of a macro's tag, as in `title=A|bgColor=#fff`. */
export function parseMacroParams(source: string): Params {
  return source
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(namedParam);
}

function namedParam(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

/** An opening tag; what a tag cannot hold is left out of names and values. */
export function macroTag(name: string, params: Params): string {
  const parts = params.map(([key, value]) => (value === '' ? clean(key) : `${clean(key)}=${clean(value)}`));
  const shown = parts.filter((part) => part !== '');
  return shown.length === 0 ? `{${name}}` : `{${name}:${shown.join('|')}}`;
}

function clean(text: string): string {
  return text.replace(/[{}|\n\r]/g, '').trim();
}

/** Whether a tag holds this value as it is. */
export function fitsTag(value: string): boolean {
  return clean(value) === value.trim();
}
