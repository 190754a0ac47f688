import { Failure, type FailureKind } from '../../../model/failure.ts';
import type { RemoteAddress } from './remote-environment.ts';

type Rule = readonly [pattern: RegExp, kind: FailureKind, say: (url: string, said: string) => string];

/** What git (LC_ALL=C), ssh and hosts say, and what it means. The first rule that fits decides. */
const RULES: readonly Rule[] = [
  [
    /host key verification failed/i,
    'transient',
    (url) =>
      `the host of ${url} shows a key that this machine was not told to trust: compare its fingerprint with what the host publishes, then put the key into the file that TRACT_REMOTE_KNOWN_HOSTS names`,
  ],
  [
    /permission denied \(|authentication failed|could not read (?:username|password)|invalid credentials|HTTP(?: code|\/\d\S*)? ?(?:= )?401|error: 401/i,
    'transient',
    (url) =>
      `${url} refuses the login: check the key (TRACT_REMOTE_SSH_KEY) or the token (TRACT_REMOTE_TOKEN) of the service`,
  ],
  [
    /protected branch|GH006|GH013|rule violations|prohibited by Gerrit|not permitted: (?:update|create)|only be modified through pull requests|TF402455/i,
    'transient',
    (url, said) =>
      `${url} protects what the service has to push: an administrator there must let its account push without a review (${said})`,
  ],
  [
    /rate limit|too many requests|error: 429/i,
    'transient',
    (url) =>
      `${url} has had too many requests: it is asked again with the next cycle; a larger TRACT_POLL asks less often`,
  ],
  [
    /repository .*not found|does not appear to be a git repository|project you were looking for could not be found|error: 404/i,
    'transient',
    (url) => `there is no repository at ${url}, or the account of the service may not see it`,
  ],
  [
    /error: 403|write access .* not granted|not have write access|marked as read.only|not allowed to push|deny|denied/i,
    'transient',
    (url, said) =>
      `${url} does not let the service push: an administrator there must give its key or token the right to write (${said})`,
  ],
  [
    /does not support.*atomic/i,
    'fatal',
    (url) => `${url} cannot move several refs at once (git push --atomic), which Tract needs: use another host`,
  ],
  [/timed out|time-?out/i, 'transient', (url) => `${url} did not answer in time`],
  [
    /could not resolve host|connection refused|network is unreachable|no route to host|connection (?:reset|closed)|early EOF|hung up/i,
    'transient',
    (url, said) => `${url} cannot be reached (${said})`,
  ],
];

/** The Failure for what was said when git talked to the remote. What may mend itself, or be mended there, is transient. */
export function remoteFailure({ url, login }: RemoteAddress, said: string, cause?: unknown): Failure {
  const text = login === null ? said : said.replaceAll(login.token, '***');
  const line = essence(text);
  const reason = new Error(text.trim());
  for (const [pattern, kind, say] of RULES) {
    if (pattern.test(text)) return new Failure(kind, say(url, line), { ofGit: true, cause: cause ?? reason });
  }
  return new Failure('transient', `${url} refused: ${line}`, { ofGit: true, cause: cause ?? reason });
}

/** What says most: why a ref was refused, and what the host wrote about it; else what git says first. */
function essence(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const refused = lines.flatMap((line) => /^!\t[^:]*:(\S+)\t\[.*?\] \((.*)\)$/.exec(line)?.slice(1).join(': ') ?? []);
  const told = lines.filter((line) => line.startsWith('remote: ')).map((line) => line.slice('remote: '.length).trim());
  const words = told.filter((line) => line !== '').map((line) => line.replace(/^error: /, ''));
  const said = [...refused.slice(0, 1), ...words.slice(0, 2)];
  return (said.length > 0 ? said.join('; ') : (lines.find((line) => line !== '') ?? 'it said nothing')).slice(0, 300);
}
