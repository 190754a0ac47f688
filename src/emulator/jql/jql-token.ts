import { refusal } from '../jira-error.ts';

export interface JqlToken {
  readonly kind: 'word' | 'quoted' | 'operator' | 'punctuation' | 'end';
  readonly text: string;
  readonly at: number;
}

const operators = ['>=', '<=', '!=', '!~', '&&', '||', '=', '>', '<', '~', '!'];
const wordEnd = /[\s()"',=<>!~&|]/;

/** Splits JQL into tokens. An unterminated quote is a 400. */
export function readTokens(jql: string): readonly JqlToken[] {
  const tokens: JqlToken[] = [];
  let at = 0;
  while (at < jql.length) {
    const char = jql.charAt(at);
    const operator = operators.find((each) => jql.startsWith(each, at));
    if (/\s/.test(char)) at++;
    else if (char === '"' || char === "'") {
      const { text, end } = readQuoted(jql, at);
      tokens.push({ kind: 'quoted', text, at });
      at = end;
    } else if ('(),'.includes(char)) tokens.push({ kind: 'punctuation', text: char, at: at++ });
    else if (operator !== undefined) {
      tokens.push({ kind: 'operator', text: operator, at });
      at += operator.length;
    } else {
      const text = readWord(jql, at);
      tokens.push({ kind: 'word', text, at });
      at += text.length;
    }
  }
  return [...tokens, { kind: 'end', text: '', at: jql.length }];
}

function readWord(jql: string, from: number): string {
  let end = from + 1;
  while (end < jql.length && !wordEnd.test(jql.charAt(end))) end++;
  return jql.slice(from, end);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function readQuoted(jql: string, from: number): { readonly text: string; readonly end: number } {
  const quote = jql.charAt(from);
  let text = '';
  for (let at = from + 1; at < jql.length; at++) {
    const char = jql.charAt(at);
    if (char === quote) return { text, end: at + 1 };
    if (char === '\\') {
      const escaped = jql.charAt(++at);
      text += escapes[escaped] ?? escaped;
    } else text += char;
  }
  throw refusal(
    400,
    `Error in the JQL Query: The quoted string '${text}' has not been completed. (line 1, character ${from + 1})`,
  );
}
