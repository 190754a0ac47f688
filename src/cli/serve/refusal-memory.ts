import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import type { ServeConfig } from '../config/serve-config.ts';

/** Remembers, across restarts, that Jira refused the credentials: each further try brings the account nearer to its lock. */
export interface RefusalMemory {
  /** Throws a fatal Failure where Jira refused these very credentials before. */
  check(): void;
  remember(reason: string): void;
  /** Jira takes them. */
  forget(): void;
  /** True once they were refused, now or before. */
  isRefused(): boolean;
}

/** In the folder of the repository; it holds no secret, only a salted fingerprint that is slow to guess from. */
export const REFUSAL_NAME = 'tract-refused-login.json';

type Refusal = { readonly at: string; readonly reason: string; readonly salt: string; readonly print: string };

export function openRefusalMemory(
  config: Pick<ServeConfig, 'jira' | 'repository'>,
  clock: () => number,
): RefusalMemory {
  const path = join(config.repository, REFUSAL_NAME);
  let refused = false;
  return {
    check() {
      const refusal = readRefusal(path);
      if (refusal === null || !isOf(refusal, config)) return;
      refused = true;
      throw new Failure(
        'fatal',
        `${refusal.reason} (on ${refusal.at}; not tried again, since that may lock the account). Change the credentials, or when they are right now run \`tract doctor\` with the environment of this service, and start it again`,
      );
    },
    remember(reason) {
      refused = true;
      const salt = randomBytes(16).toString('hex');
      const refusal: Refusal = { at: new Date(clock()).toISOString(), reason, salt, print: printOf(config, salt) };
      writeFileSync(path, `${JSON.stringify(refusal)}\n`, { mode: 0o600 });
    },
    forget: () => rmSync(path, { force: true }),
    isRefused: () => refused,
  };
}

/** What cannot be read is no refusal: a login more is better than a service that never starts. */
function readRefusal(path: string): Refusal | null {
  try {
    const found: Partial<Refusal> = JSON.parse(readFileSync(path, 'utf8'));
    const { at, reason, salt, print } = found;
    const texts = [at, reason, salt, print];
    if (!texts.every((each) => typeof each === 'string')) return null;
    return found as Refusal;
  } catch {
    return null;
  }
}

function isOf({ salt, print }: Refusal, config: Pick<ServeConfig, 'jira'>): boolean {
  const [known, now] = [Buffer.from(print), Buffer.from(printOf(config, salt))];
  return known.length === now.length && timingSafeEqual(known, now);
}

function printOf({ jira: { url, credentials } }: Pick<ServeConfig, 'jira'>, salt: string): string {
  const login =
    credentials.kind === 'bearer'
      ? ['bearer', credentials.token]
      : ['basic', credentials.username, credentials.password];
  return scryptSync(JSON.stringify([url, ...login]), salt, 32).toString('hex');
}
