import { fstatSync } from 'node:fs';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** Source: syslog(3). */
const PRIORITIES: Readonly<Record<Level, number>> = { error: 3, warn: 4, info: 6, debug: 7 };

/** A line as systemd's journal takes its priority from. Source: sd-daemon(3). */
export function withPriority(level: Level, line: string): string {
  return `<${PRIORITIES[level]}>${line}`;
}

/**
 * Whether what is written there goes to systemd's journal. JOURNAL_STREAM is the device and the inode of what systemd
 * opened; who was started from there may have led its output elsewhere. Source: systemd.exec(5).
 */
export function leadsToJournal(fd: number, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.JOURNAL_STREAM === undefined) return false;
  try {
    const { dev, ino } = fstatSync(fd);
    return env.JOURNAL_STREAM === `${dev}:${ino}`;
  } catch {
    // It is closed.
    return false;
  }
}
