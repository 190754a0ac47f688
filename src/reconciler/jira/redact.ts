import { Failure } from '../../model/failure.ts';
import type { Credentials } from './options.ts';

/** The same failure with the secrets of these credentials taken out of its words. */
export function redactFailure(failure: Failure, credentials: Credentials): Failure {
  const { kind, retryAfterMs, ambiguous, cause } = failure;
  const fields: Record<string, string> = {};
  for (const [name, words] of Object.entries(failure.fields)) fields[name] = redact(words, credentials);
  return new Failure(kind, redact(failure.message, credentials), { fields, retryAfterMs, ambiguous, cause });
}

/** Takes the secrets of these credentials out of a text, in each form in which they travel. */
export function redact(words: string, credentials: Credentials): string {
  return secretsOf(credentials).reduce((clean, secret) => clean.replaceAll(secret, '***'), words);
}

function secretsOf(credentials: Credentials): readonly string[] {
  if (credentials.kind === 'bearer') return [credentials.token].filter(isSecret);
  const pair = `${credentials.username}:${credentials.password}`;
  const encoded = Buffer.from(pair, 'utf8').toString('base64');
  return [encoded, credentials.password, encodeURIComponent(credentials.password)].filter(isSecret);
}

/** Very short ones would blank out ordinary words, and are no secret. */
function isSecret(word: string): boolean {
  return word.length >= 4;
}
