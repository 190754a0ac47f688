import { parseVersion } from './version.ts';

/** A version that one service of this server tries, before all of them use it. */
export type Trial = {
  readonly version: string;
  /** The version that goes on where this one does not do. */
  readonly from: string;
  /** The project whose service tries it, in small letters. */
  readonly instance: string;
  /** ISO 8601. */
  readonly since: string;
};

/** How the last update ended. */
export type LastUpdate = {
  readonly outcome: 'updated' | 'rolled-back' | 'failed';
  readonly version: string;
  readonly from: string;
  readonly instance: string;
  readonly at: string;
  /** A line for people; empty where it went well. */
  readonly reason: string;
};

const OUTCOMES = ['updated', 'rolled-back', 'failed'] as const;

/** Null for what is no record: then there is no trial, and the program goes on as it is. */
export function parseTrial(text: string): Trial | null {
  const lines = linesOf(text);
  const { version = '', from = '', instance = '', since = '' } = Object.fromEntries(lines);
  const isSound = parseVersion(version) !== null && parseVersion(from) !== null && isInstance(instance);
  return isSound ? { version, from, instance, since } : null;
}

/** `attempts` and `ended` belong to scripts/service/tract-start, which counts the starts of a trial. */
export function renderTrial(trial: Trial): string {
  return render({ ...trial, attempts: '0', ended: '' });
}

export function parseLastUpdate(text: string): LastUpdate | null {
  const lines = linesOf(text);
  const { outcome, version = '', from = '', instance = '', at = '', reason = '' } = Object.fromEntries(lines);
  const known = OUTCOMES.find((each) => each === outcome);
  return known === undefined ? null : { outcome: known, version, from, instance, at, reason };
}

export function renderLastUpdate(last: LastUpdate): string {
  return render(last);
}

export function isInstance(text: string): boolean {
  return /^[a-z][a-z0-9_]{0,79}$/.test(text);
}

/** A line each, for a shell to read: `name=value`. */
function render(record: Readonly<Record<string, string>>): string {
  const lines = Object.entries(record).map(([name, value]) => `${name}=${value.replace(/\p{Cc}+/gu, ' ')}\n`);
  return lines.join('');
}

function linesOf(text: string): readonly (readonly [name: string, value: string])[] {
  return text.split('\n').map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, Math.max(at, 0)), line.slice(at + 1)];
  });
}
