import { dialectOf } from './dialect-of.ts';
import { type InspectedBlock, inspectJiraText, inspectText } from './inspect-text.ts';
import type { AdfNode, JiraText } from './jira-text.ts';
import { DamagedCarrier } from './markdown/damaged-carrier.ts';
import { normalLines } from './normal-lines.ts';
import { normalizeMarkdown } from './normalize-markdown.ts';
import { carryWhole } from './reconcile/carry-whole.ts';
import { jiraKey } from './reconcile/markdown-pieces.ts';
import type { JiraOriginal } from './reconcile/piece.ts';
import { exceedsJira, exceedsMarkdown } from './reconcile/text-limits.ts';
import { reconcileText } from './reconcile-text.ts';
import type { TextOutcome } from './text-outcome.ts';
import type { TextPeople } from './text-people.ts';

export type NotedText = { readonly kind: 'md'; readonly markdown: string } | JiraText;

export type Notation = NotedText['kind'];

/**
 * - `converted`: `blocks` says how each block of the source fares, `whole` that the text was carried as a whole, because
 *   it is too long or too deep to be taken apart.
 * - `refused`: the line counts from 1 within the source; 0 where the source has no lines.
 */
export type Conversion =
  | {
      readonly kind: 'converted';
      readonly text: NotedText;
      readonly blocks: readonly InspectedBlock[];
      readonly whole: boolean;
    }
  | { readonly kind: 'refused'; readonly line: number; readonly reason: string };

/**
 * A text in another notation: what Tract writes when it first meets it, without any snapshot. Between Jira's notations
 * it goes through Markdown, and in one notation it is brought into the form in which Tract writes it. Parsing can take
 * long: not for the thread that serves people.
 */
export function convertText(source: NotedText, to: Notation, people: TextPeople): Conversion {
  const whole = source.kind === 'md' ? exceedsMarkdown(source.markdown) : exceedsJira(source);
  if (whole) return convertWhole(source, to, people);
  try {
    return source.kind === 'md' && to === 'md' ? normalized(source.markdown, people) : translated(source, to, people);
  } catch (error) {
    if (error instanceof DamagedCarrier) return { kind: 'refused', line: error.line, reason: error.message };
    throw error;
  }
}

/** The same for a text that could not be taken apart in time. The work grows with its length only. */
export function convertWhole(source: NotedText, to: Notation, people: TextPeople): Conversion {
  const blocks: readonly InspectedBlock[] = [{ line: 1, kind: 'carried', what: WHOLE }];
  if (source.kind === to) return { kind: 'converted', text: source, blocks, whole: true };
  const markdown = source.kind === 'md' ? source.markdown : pulled(carryWhole(pullOf(source, people)));
  if (typeof markdown !== 'string') return markdown;
  if (to === 'md') return { kind: 'converted', text: { kind: 'md', markdown }, blocks, whole: true };
  const text = pushed(carryWhole(pushOf(markdown, to, people)), to);
  return text.kind === 'refused' ? text : { kind: 'converted', text, blocks, whole: true };
}

const WHOLE = 'whole text: too long or too deeply nested to convert';

/** To the other kind of notation, and from there to Jira's other one. */
function translated(source: NotedText, to: Notation, people: TextPeople): Conversion {
  const markdown = source.kind === 'md' ? source.markdown : markdownOf(source, people);
  if (typeof markdown !== 'string') return markdown;
  const text = to === 'md' ? ({ kind: 'md', markdown } as const) : jiraOf(markdown, to, people);
  if (text.kind === 'refused') return text;
  const { blocks, refused } =
    source.kind === 'md' ? inspectMarkdown(markdown, to, people) : inspect(source, to, people);
  if (refused !== null) return { kind: 'refused', ...refused };
  return { kind: 'converted', text, blocks, whole: to !== 'md' && exceedsMarkdown(markdown) };
}

type Refused = Extract<Conversion, { kind: 'refused' }>;

function normalized(markdown: string, people: TextPeople): Conversion {
  const { markdown: normal, blocks } = normalizeMarkdown(markdown, people);
  return { kind: 'converted', text: { kind: 'md', markdown: normal }, blocks, whole: false };
}

function markdownOf(jira: JiraText, people: TextPeople): string | Refused {
  return pulled(reconcileText(pullOf(jira, people)));
}

function jiraOf(markdown: string, kind: JiraText['kind'], people: TextPeople): JiraText | Refused {
  return pushed(reconcileText(pushOf(markdown, kind, people)), kind);
}

function pullOf(jira: JiraText, people: TextPeople) {
  return { kind: jira.kind, base: null, git: '', jira, people } as const;
}

function pushOf(markdown: string, kind: JiraText['kind'], people: TextPeople) {
  return { kind, base: null, git: normalLines(markdown), jira: null, people } as const;
}

function pulled(outcome: TextOutcome): string | Refused {
  return outcome.kind === 'agreed' ? outcome.markdown : refusedBy(outcome);
}

function pushed(outcome: TextOutcome, kind: JiraText['kind']): JiraText | Refused {
  if (outcome.kind !== 'agreed') return refusedBy(outcome);
  return outcome.jira ?? (kind === 'wiki' ? { kind, wiki: '' } : { kind, doc: EMPTY });
}

const EMPTY: AdfNode = { type: 'doc', version: 1, content: [] };

/** With one side empty there is nothing to be at odds with. */
function refusedBy(outcome: Exclude<TextOutcome, { kind: 'agreed' }>): Refused {
  if (outcome.kind === 'refused') return outcome;
  throw new Error('a text cannot be in conflict with nothing');
}

function inspectMarkdown(markdown: string, to: Notation, people: TextPeople) {
  return inspectText(markdown, to === 'wiki' ? 'wiki' : 'adf', people);
}

/** How Jira's blocks fare in Markdown, and from there in the other of Jira's notations. */
function inspect(jira: JiraText, to: Notation, people: TextPeople) {
  const inspection = inspectJiraText(jira, people);
  if (to === 'md' || to === jira.kind) return inspection;
  const dialect = dialectOf(jira.kind, people);
  const shown = dialect.read(jira).pieces.filter((piece) => jiraKey(piece) !== '');
  const blocks = inspection.blocks.map((block, at): InspectedBlock => {
    const piece = shown[at];
    if (piece === undefined || block.kind === 'carried') return block;
    const markdown = markdownOf(alone(piece.original), people);
    const further = typeof markdown === 'string' ? inspectText(markdown, to, people).blocks : [];
    return { ...(further.find(({ kind }) => kind !== 'native') ?? block), line: block.line };
  });
  return { ...inspection, blocks };
}

function alone(original: JiraOriginal): JiraText {
  if (typeof original === 'string') return { kind: 'wiki', wiki: original };
  return { kind: 'adf', doc: { ...EMPTY, content: [original] } };
}
