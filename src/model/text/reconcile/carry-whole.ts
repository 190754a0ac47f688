import { adfContent, isAdfNode, readableAdf } from '../adf/canonical-adf.ts';
import type { AdfNode, JiraText } from '../jira-text.ts';
import { longestRun, renderCarrier } from '../markdown/carriers.ts';
import { normalLines } from '../normal-lines.ts';
import type { TextInput, TextOutcome } from '../text-outcome.ts';
import { sameJiraText, sameMarkdown } from './same-text.ts';
import { isTooDeep } from './text-limits.ts';

/**
 * The outcome for a text that cannot be taken apart in time: whichever side changed is carried over as a whole,
 * without reading it. The work grows with the length of the text only.
 */
export function carryWhole(input: TextInput): TextOutcome {
  if (isTooDeep(input.jira)) return refused('the text in Jira is nested too deeply to be carried');
  const { base, git, jira } = input;
  const gitChanged = !sameMarkdown(git, base?.markdown ?? '');
  const jiraChanged = !sameJiraText(jira, base?.jira ?? null);
  if (gitChanged && jiraChanged) {
    const pulled = pullWhole(jira).markdown;
    if (sameMarkdown(git, pulled)) return agreed('converged', git, jira, [], 0);
    return { kind: 'conflict', base: base?.markdown ?? null, git, jira: pulled };
  }
  if (jiraChanged) {
    const pulled = pullWhole(jira);
    return agreed('jira', pulled.markdown, jira, [], pulled.carried);
  }
  if (!gitChanged) return agreed('same', git, jira, [], 0);
  const pushed = pushWhole(git, input.kind);
  if (pushed === null) return refused('the adf block that makes up this text is not valid JSON');
  return agreed('git', git, pushed.jira, pushed.approximated, pushed.approximated.length === 0 ? 1 : 0);
}

function agreed(
  verdict: Extract<TextOutcome, { kind: 'agreed' }>['verdict'],
  markdown: string,
  jira: JiraText | null,
  approximated: readonly string[],
  carried: number,
): TextOutcome {
  return { kind: 'agreed', verdict, markdown, jira, approximated, carried };
}

function refused(reason: string): TextOutcome {
  return { kind: 'refused', line: 1, reason };
}

function pullWhole(jira: JiraText | null): { readonly markdown: string; readonly carried: number } {
  if (jira === null) return { markdown: '', carried: 0 };
  if (jira.kind === 'wiki') return { markdown: renderCarrier(normalLines(jira.wiki).trimEnd(), 'jira'), carried: 1 };
  const parts = adfContent(jira.doc).map((node) => renderCarrier(readableAdf(node, 2), 'adf'));
  return { markdown: parts.join('\n\n'), carried: parts.length };
}

type Pushed = { readonly jira: JiraText | null; readonly approximated: readonly string[] };

/** Carriers give back what they carry; other Markdown is shown as it is written. Null for a damaged carrier. */
function pushWhole(git: string, kind: TextInput['kind']): Pushed | null {
  const markdown = normalLines(git);
  if (markdown.trim() === '') return { jira: null, approximated: [] };
  const sources = carriedSources(markdown, kind === 'wiki' ? 'jira' : 'adf');
  const approximated = sources === null ? ['whole text: too long or too deeply nested to convert'] : [];
  if (kind === 'wiki') {
    const literal = `{noformat}\n${markdown.replaceAll('{noformat}', '{ noformat}')}\n{noformat}`;
    return { jira: { kind: 'wiki', wiki: sources?.join('\n\n') ?? literal }, approximated };
  }
  const literal: AdfNode = {
    type: 'codeBlock',
    attrs: { language: 'markdown' },
    content: [{ type: 'text', text: markdown }],
  };
  const content = sources === null ? [literal] : parseNodes(sources);
  return content === null ? null : { jira: { kind: 'adf', doc: { type: 'doc', version: 1, content } }, approximated };
}

function parseNodes(sources: readonly string[]): readonly AdfNode[] | null {
  try {
    const nodes = sources.map((source): unknown => JSON.parse(source));
    return nodes.every(isAdfNode) ? nodes : null;
  } catch {
    return null;
  }
}

/** What a text carries that is made of carriers alone, or null when it holds anything else. */
function carriedSources(markdown: string, carrier: 'jira' | 'adf'): readonly string[] | null {
  const sources: string[] = [];
  let open: { readonly fence: string; readonly lines: string[] } | null = null;
  for (const line of markdown.split('\n')) {
    if (open !== null) {
      if (line === open.fence) {
        sources.push(open.lines.join('\n'));
        open = null;
      } else open.lines.push(line);
    } else if (line.trim() !== '') {
      const fence = '`'.repeat(longestRun(line, '`'));
      if (fence.length < 3 || line !== `${fence}${carrier}`) return null;
      open = { fence, lines: [] };
    }
  }
  return open === null && sources.length > 0 ? sources : null;
}
