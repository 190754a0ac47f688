import type { JiraText } from './jira-text.ts';
import type { TextPeople } from './text-people.ts';

/** What both sides last agreed on, each side's own original. */
export type TextBase = { readonly markdown: string; readonly jira: JiraText | null };

/** One text field on both sides; an empty Markdown text is ''. */
export type TextInput = {
  readonly kind: 'wiki' | 'adf';
  readonly base: TextBase | null;
  readonly git: string;
  readonly jira: JiraText | null;
  readonly people: TextPeople;
};

/**
 * - `agreed`: the text both sides should hold. `approximated` names the blocks that Jira shows in another form than
 *   Markdown says; `carried` counts the blocks that Markdown holds in Jira's own notation.
 * - `conflict`: both sides changed the same words; all three versions as Markdown.
 * - `refused`: the Markdown holds a carrier that was damaged; the line counts from 1 within this text.
 */
export type TextOutcome =
  | {
      readonly kind: 'agreed';
      readonly verdict: 'same' | 'git' | 'jira' | 'converged' | 'merged';
      readonly markdown: string;
      readonly jira: JiraText | null;
      readonly approximated: readonly string[];
      readonly carried: number;
      /** Where edits of both were merged: what Jira would hold if git alone had changed. */
      readonly own?: JiraText | null;
    }
  | { readonly kind: 'conflict'; readonly base: string | null; readonly git: string; readonly jira: string }
  | { readonly kind: 'refused'; readonly line: number; readonly reason: string };
