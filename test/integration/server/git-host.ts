import type { Machine } from '../../support/containers/machine.ts';

const FOLDER = '/home/git/app.git';

/** Who comes in, by the command that sshd runs for each key; a key that may only read is refused as hosts refuse it. */
const DOOR = `#!/bin/sh
export GIT_ACCOUNT=$1 GIT_RIGHTS=$2
case "$2 $SSH_ORIGINAL_COMMAND" in
  "read git-receive-pack"*) echo 'ERROR: The key you are authenticating with has been marked as read only.' >&2; exit 1 ;;
esac
exec git-shell -c "$SSH_ORIGINAL_COMMAND"
`;

/** A branch is protected as hosts protect it: by who pushes, and against force and deletion. And a fault is met once. */
const PRE_RECEIVE = `#!/bin/sh
deny() { echo "GitLab: $1" >&2; exit 1; }
fault() {
  case $1 in
    refuse) deny 'Internal API unreachable' ;;
    hang-up) kill -9 $PPID; exit 1 ;;
    race) env -u GIT_QUARANTINE_PATH -u GIT_OBJECT_DIRECTORY -u GIT_ALTERNATE_OBJECT_DIRECTORIES /usr/local/bin/merge colleague ;;
    hold) touch held; while [ ! -e go ]; do sleep 0.1; done; rm held go ;;
  esac
}
if [ "$GIT_ACCOUNT" = service ] && [ -s faults ]; then
  first=$(head -n 1 faults)
  sed -i 1d faults
  fault "$first"
fi
while read -r old new ref; do
  [ "$ref" = refs/heads/main ] || continue
  if ! grep -qx "$GIT_ACCOUNT" allowed; then
    echo "$GIT_ACCOUNT" >>turned-away
    deny 'You are not allowed to push code to protected branches on this project.'
  fi
  case $new in *[!0]*) ;; *) deny 'You can only delete protected branches using the web interface.' ;; esac
  case $old in *[!0]*) ;; *) continue ;; esac
  git merge-base --is-ancestor "$old" "$new" || deny 'You are not allowed to force push code to a protected branch on this project.'
done
`;

/** The webhook of a push, signed as GitHub and Gitea sign it. */
const POST_RECEIVE = `#!/bin/sh
[ -s /home/git/webhook-secret ] || exit 0
body='{"ref":"refs/heads/main"}'
hex=$(printf %s "$body" | openssl dgst -sha256 -hmac "$(cat /home/git/webhook-secret)" | sed 's/.* //')
curl -s -m 5 -o /dev/null -w '%{http_code}\\n' -H 'X-GitHub-Event: push' -H 'Content-Type: application/json' \\
  -H "X-Hub-Signature-256: sha256=$hex" -d "$body" http://server:3100/webhook/remote >>/home/git/webhooks
`;

/** What the button does. */
const MERGE = `#!/bin/sh
set -e
cd ${FOLDER}
export GIT_COMMITTER_NAME=host GIT_COMMITTER_EMAIL=host@example.com GIT_AUTHOR_NAME=host GIT_AUTHOR_EMAIL=host@example.com
main=$(git rev-parse main)
tree=$(git merge-tree --write-tree main "$1")
git update-ref refs/heads/main "$(git commit-tree -p main -p "$1" -m "Merge $1" "$tree")" "$main"
sh hooks/post-receive
`;

/** A host of repositories with one for the tickets, `git@githost:app.git`, on a machine with sshd. */
export class GitHost {
  readonly machine: Machine;

  private constructor(machine: Machine) {
    this.machine = machine;
  }

  static async open(machine: Machine): Promise<GitHost> {
    const put = (path: string, content: string) =>
      machine.run(`cat >${path} <<'END'\n${content}END\nchmod 755 ${path}`);
    await machine.run(
      'useradd --create-home --shell /bin/sh git && usermod --password "*" git && mkdir /home/git/.ssh',
    );
    await machine.run(`git init --quiet --bare --initial-branch=main ${FOLDER} && mkdir -p ${FOLDER}/hooks`);
    await put('/usr/local/bin/door', DOOR);
    await put('/usr/local/bin/merge', MERGE);
    await put(`${FOLDER}/hooks/pre-receive`, PRE_RECEIVE);
    await put(`${FOLDER}/hooks/post-receive`, POST_RECEIVE);
    await machine.run(`touch ${FOLDER}/allowed ${FOLDER}/turned-away /home/git/webhooks && chown -R git:git /home/git`);
    return new GitHost(machine);
  }

  /** What an administrator reads on the host itself. */
  async fingerprint(): Promise<string> {
    const line = await this.machine.run('ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub');
    return line.split(' ')[1] ?? '';
  }

  /** Adds the key of an account, in place of the one that it had. */
  async letIn(account: string, key: string, rights: 'read' | 'write'): Promise<void> {
    const line = `restrict,command="door ${account} ${rights}" ${key}`;
    await this.machine.run(
      `cd /home/git/.ssh && touch authorized_keys && sed -i '/door ${account} /d' authorized_keys && echo '${line}' >>authorized_keys && chown git:git authorized_keys`,
    );
  }

  /** These accounts may push to main; others may not. */
  async protect(...allowed: readonly string[]): Promise<void> {
    await this.machine.run(`printf '%s\\n' ${allowed.join(' ')} >${FOLDER}/allowed`);
  }

  /** What the next pushes of the service meet, one each. */
  async fault(...faults: readonly ('refuse' | 'hang-up' | 'race' | 'hold')[]): Promise<void> {
    await this.machine.run(`printf '%s\\n' ${faults.join(' ')} >>${FOLDER}/faults && chown git ${FOLDER}/faults`);
  }

  async webhook(secret: string): Promise<void> {
    await this.machine.run(`printf %s '${secret}' >/home/git/webhook-secret && chmod 644 /home/git/webhook-secret`);
  }

  merge(branch: string): Promise<string> {
    return this.machine.run(`merge ${branch}`, 'git');
  }

  git(line: string): Promise<string> {
    return this.machine.run(`git -C ${FOLDER} ${line}`, 'git');
  }

  /** A file that is beside the repository's own. */
  read(name: string): Promise<string> {
    return this.machine.run(`cat ${name.startsWith('/') ? name : `${FOLDER}/${name}`}`);
  }

  /** Waits until a line of shell in the repository succeeds. */
  async until(line: string): Promise<void> {
    await this.machine.run(
      `cd ${FOLDER}; for turn in $(seq 300); do (${line}) >/dev/null 2>&1 && exit 0; sleep 0.2; done; echo 'never: ${line.replaceAll("'", '')}'; exit 1`,
      'git',
    );
  }
}
