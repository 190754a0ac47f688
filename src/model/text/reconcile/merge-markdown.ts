import { diff3MergeRegions } from 'node-diff3';

/**
 * What two people made of one text: edits of different lines stand together, edits of one line where they touch
 * different words. Null when both changed the same words. Line ends are those of `git`.
 */
export function mergeMarkdown(base: string, git: string, jira: string): string | null {
  const lines = { base: splitLines(base), git: splitLines(git), jira: splitLines(jira) };
  if (lines.base.length + lines.git.length + lines.jira.length > MOST_LINES) return null;
  return mergeTokens(lines.git, lines.base, lines.jira, (a, o, b) => mergeWords(o.join(''), a.join(''), b.join('')));
}

const MOST_LINES = 6000;
const MOST_WORDS = 6000;

function mergeWords(base: string, git: string, jira: string): string | null {
  const tokens = { base: splitWords(base), git: splitWords(git), jira: splitWords(jira) };
  if (tokens.base.length + tokens.git.length + tokens.jira.length > MOST_WORDS) return null;
  return mergeTokens(tokens.git, tokens.base, tokens.jira, () => null);
}

type Resolve = (git: readonly string[], base: readonly string[], jira: readonly string[]) => string | null;

function mergeTokens(
  git: readonly string[],
  base: readonly string[],
  jira: readonly string[],
  resolve: Resolve,
): string | null {
  const keys = [git, base, jira].map((tokens) => tokens.map(withoutReturn));
  const [gitKeys = [], baseKeys = [], jiraKeys = []] = keys;
  const crlf = git.some((token) => token.includes('\r\n'));
  const ended = (tokens: readonly string[]): string => {
    const text = tokens.join('');
    return crlf ? text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : text.replaceAll('\r\n', '\n');
  };
  let out = '';
  for (const region of diff3MergeRegions([...gitKeys], [...baseKeys], [...jiraKeys])) {
    if (region.stable) {
      const source = region.buffer === 'b' ? jira : region.buffer === 'o' ? base : git;
      const tokens = source.slice(region.bufferStart, region.bufferStart + region.bufferLength);
      out += region.buffer === 'a' ? tokens.join('') : ended(tokens);
      continue;
    }
    const a = git.slice(region.aStart, region.aStart + region.aLength);
    const o = base.slice(region.oStart, region.oStart + region.oLength);
    const b = jira.slice(region.bStart, region.bStart + region.bLength);
    const merged = sameTokens(a, b) ? a.join('') : resolve(a, o, b);
    if (merged === null) return null;
    out += merged;
  }
  return out;
}

function withoutReturn(token: string): string {
  return token.endsWith('\r\n') ? `${token.slice(0, -2)}\n` : token;
}

function sameTokens(a: readonly string[], b: readonly string[]): boolean {
  return a.map(withoutReturn).join('') === b.map(withoutReturn).join('');
}

/** Lines with their line ends. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Words, white space and single other characters. */
function splitWords(text: string): readonly string[] {
  return text.match(/\r?\n|[ \t]+|[\p{L}\p{N}_]+|./gsu) ?? [];
}
