/** Where a hosted repository is, and how one comes in. */
export type RemoteAddress = {
  /** `ssh://…`, `user@host:path`, `https://…`, or a folder of this machine; it has no password in it. */
  readonly url: string;
  /** For `https://`: a name and a token. */
  readonly login: { readonly username: string; readonly token: string } | null;
  /** For ssh: the file of a private key. */
  readonly sshKey: string | null;
  /** For ssh: the file of the host keys that are trusted, and no others; null where the user's own is. */
  readonly knownHosts: string | null;
};

/** Nobody is there to be asked, and a host that does not answer is given up. */
const SSH = [
  'ssh',
  '-o BatchMode=yes',
  '-o ConnectTimeout=20',
  '-o ServerAliveInterval=15',
  '-o ServerAliveCountMax=4',
];

/**
 * The environment of a git process that talks to the remote: the one of the repository, and the way in. A token stands in
 * the environment, which other users cannot read, and never among the arguments, which they can.
 */
export function remoteEnvironment(
  env: Readonly<Record<string, string>>,
  { login, sshKey, knownHosts }: RemoteAddress,
): Record<string, string> {
  const key = sshKey === null ? [] : ['-o IdentitiesOnly=yes', `-i ${quoted(sshKey)}`];
  const trust = knownHosts === null ? [] : trustOnly(knownHosts);
  const ssh = env.GIT_SSH_COMMAND ?? [...SSH, ...key, ...trust].join(' ');
  const common = { ...env, GIT_ALLOW_PROTOCOL: 'ssh:https:file', GIT_SSH_COMMAND: ssh };
  if (login === null) return common;
  const count = Number(env.GIT_CONFIG_COUNT ?? 0);
  const word = Buffer.from(`${login.username}:${login.token}`).toString('base64');
  return {
    ...common,
    GIT_CONFIG_COUNT: String(count + 1),
    [`GIT_CONFIG_KEY_${count}`]: 'http.extraHeader',
    [`GIT_CONFIG_VALUE_${count}`]: `Authorization: Basic ${word}`,
  };
}

function trustOnly(knownHosts: string): readonly string[] {
  return [
    `-o ${quoted(`UserKnownHostsFile="${knownHosts}"`)}`,
    '-o GlobalKnownHostsFile=/dev/null',
    '-o StrictHostKeyChecking=yes',
    // The file belongs to the administrator: a host that shows further keys adds none.
    '-o UpdateHostKeys=no',
  ];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
