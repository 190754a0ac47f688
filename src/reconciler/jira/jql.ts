import { jqlTime } from './zone-time.ts';

/** A string literal of JQL. */
export function quoteJql(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return `"${escaped}"`;
}

/** The issues in scope: the project's, further restricted where the operator asked for it. */
export function scopeJql(project: string, restriction: string | null): string {
  const own = `project = ${quoteJql(project)}`;
  return restriction === null ? own : `${own} AND (${restriction})`;
}

/** Those of them that changed at or after this moment, to the minute, in the zone of the caller's profile. */
export function updatedSinceJql(scope: string, sinceMs: number, zone: string): string {
  return `${scope} AND updated >= ${quoteJql(jqlTime(sinceMs, zone))}`;
}

/** Those that this user created at or after this moment. */
export function createdSinceJql(scope: string, creator: string, sinceMs: number, zone: string): string {
  return `${scope} AND creator = ${quoteJql(creator)} AND created >= ${quoteJql(jqlTime(sinceMs, zone))}`;
}
