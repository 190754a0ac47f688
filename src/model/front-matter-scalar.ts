/** How a person wrote a scalar, kept where the new text allows it. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** Where a scalar stands: in a flow list, commas and brackets end it. */
export type ScalarPlace = 'value' | 'flow';

// C0 and C1 controls, line and paragraph separators, BOM and non-characters: invisible or refused by other YAML readers.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;
const INDICATOR_FIRST = /^[-?:,[\]{}#&*!|>'"%@`\s]/;
const READ_AS_ANOTHER_TYPE =
  /^(?:[-+.]?\d[\d_]*(?:[.:][\d_:.]*)?(?:[eE][-+]?\d+)?|0[xob][\da-fA-F_]+|[-+]?\.(?:inf|nan)|~|null|true|false|yes|no|on|off|y|n|=|<<)$/i;

/**
 * One line of YAML that reads back as exactly `text`, as plain as possible. Texts that some YAML readers would take for a
 * number or a boolean are quoted, although Tract itself reads every scalar as text.
 */
export function renderScalar(text: string, place: ScalarPlace, style: ScalarStyle = 'plain'): string {
  if (UNPRINTABLE.test(text) || style === 'double') return doubleQuoted(text);
  if (style === 'single') return singleQuoted(text);
  if (isPlain(text, place)) return text;
  return /["\\]/.test(text) ? singleQuoted(text) : doubleQuoted(text);
}

/** A block of literal lines, `|`, indented by two; the header line first, every line ending in `\n`. Null where it could not be read back. */
export function renderBlock(text: string, indent: string): string | null {
  if (UNPRINTABLE.test(text.replace(/[\n\t]/g, ''))) return null;
  const lines = text.split('\n').map((line) => (line === '' ? '' : `${indent}  ${line}`));
  return `${/^[ \t]/.test(text) ? '|2' : '|'}\n${lines.join('\n')}\n`;
}

function isPlain(text: string, place: ScalarPlace): boolean {
  if (text === '' || INDICATOR_FIRST.test(text) || /\s$/.test(text)) return false;
  if (/:(?:\s|$)|\s#/.test(text) || (place === 'flow' && /[,[\]{}]|:/.test(text))) return false;
  return !text.startsWith('...') && !READ_AS_ANOTHER_TYPE.test(text);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** JSON's escapes are YAML's; what JSON leaves bare and YAML readers may refuse is escaped too. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
