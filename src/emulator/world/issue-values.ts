import type { Issue } from './issue.ts';

/** Typed reads of the system fields whose kinds are fixed. */
export function summaryOf(issue: Issue): string {
  return text(issue, 'summary') ?? '';
}

export function text(issue: Issue, fieldId: string): string | null {
  const value = issue.values[fieldId];
  return typeof value === 'string' ? value : null;
}

export function list(issue: Issue, fieldId: string): readonly string[] {
  const value = issue.values[fieldId];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export interface Estimates {
  readonly originalSeconds: number | null;
  readonly remainingSeconds: number | null;
}

export function estimatesOf(issue: Issue): Estimates {
  const value = issue.values.timetracking as Estimates | undefined;
  return value ?? { originalSeconds: null, remainingSeconds: null };
}
