import { normalLines } from '../normal-lines.ts';
import type { CodeBlock } from '../tree/text-tree.ts';
import type { BodyMacro } from './wiki-macros.ts';
import { parseMacroParams } from './wiki-params.ts';

/** `{code:java|title=A.java}…{code}` and `{noformat}…{noformat}`: the body is literal. */
export function parseWikiCode(text: string, macro: BodyMacro): CodeBlock {
  const body = normalLines(text.slice(macro.bodyStart, macro.bodyEnd));
  const params = parseMacroParams(macro.params);
  const bare = params.filter(([, value]) => value === '').map(([name]) => name);
  const named = params.find(([name, value]) => name === 'language' && value !== '');
  const [language = null, ...unnamed] = named === undefined ? bare : [named[1], ...bare];
  const told = unnamed.length > 0 ? undefined : params.find(([name, value]) => name === META && value !== '');
  return {
    kind: 'code',
    language,
    params: params.filter((param) => param[1] !== '' && param !== named && param !== told),
    meta: unnamed.length > 0 ? unnamed.join(' ') : told === undefined ? null : decodeMeta(told[1]),
    text: trimFrame(body),
    plain: macro.name === 'noformat',
  };
}

/** The parameter for what else Markdown says of code, as in `meta=%7B1,3%7D`. */
export const META = 'meta';

/** What cannot stand in a macro's tag is written as URLs write it. */
export function encodeMeta(meta: string): string {
  return meta.replace(/[{}|%]/g, encodeURIComponent);
}

function decodeMeta(value: string): string {
  return value.replace(/%(?:7B|7C|7D|25)/g, decodeURIComponent);
}

/** The line break behind the opening tag and the one before the closing tag belong to the tags. */
function trimFrame(body: string): string {
  const firstBreak = body.indexOf('\n');
  const from = firstBreak >= 0 && body.slice(0, firstBreak).trim() === '' ? firstBreak + 1 : 0;
  const lastBreak = body.lastIndexOf('\n');
  const to = lastBreak >= from && body.slice(lastBreak).trim() === '' ? lastBreak : body.length;
  return body.slice(from, to);
}
