import { isAbsolute } from 'node:path';

/** What is wrong with an address of a hosted repository, in words that go on after its name; null where nothing is. */
export function remoteProblem(text: string): string | null {
  const wrong = `must be an address such as git@github.com:team/app-tickets.git or https://git.example.com/app-tickets.git`;
  if (/[\s\p{Cc}]/u.test(text) || text.startsWith('-')) return wrong;
  if (isAbsolute(text)) return null;
  if (/^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^:]/.test(text)) return null;
  if (!URL.canParse(text)) return wrong;
  const { protocol, username, password } = new URL(text);
  if (password !== '' || (protocol === 'https:' && username !== ''))
    return 'must not contain a name or password: use TRACT_REMOTE_USERNAME and TRACT_REMOTE_TOKEN';
  return ['https:', 'ssh:', 'file:'].includes(protocol) ? null : wrong;
}
