import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

describe('a backup of a server whose services run', function () {
  this.timeout(60_000);
  let root: string;
  let repository: string;
  let backup: string;
  beforeEach(function () {
    if (process.getuid?.() !== 0) {
      console.log('      skipped: only root makes backups');
      return this.skip();
    }
    root = mkdtempSync(join(tmpdir(), 'tract-backup-'));
    repository = join(root, 'tract/git/app-tickets.git');
    backup = join(root, 'backup');
    for (const folder of ['tract/config', 'tract/ssh/.ssh', 'bin']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'tract/config/app.env'), 'JIRA_TOKEN="secret"\n', { mode: 0o600 });
    writeFileSync(join(root, 'tract/ssh/.ssh/authorized_keys'), 'ssh-ed25519 AAAA anna\n');
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
    writeFileSync(join(repository, 'hooks/post-receive'), '#!/bin/sh\n', { mode: 0o755 });
    git('config', 'receive.hideRefs', 'refs/notes');
    move();
  });
  afterEach(() => {
    if (root !== undefined) rmSync(root, { recursive: true, force: true });
  });

  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', env: GIT_ENV });
  const refs = (folder: string) => execFileSync('git', ['-C', folder, 'for-each-ref'], { encoding: 'utf8' });

  /** A cycle of the service: branch and memory move together. */
  function move(): void {
    const tree = git('hash-object', '-w', '-t', 'tree', '/dev/null').trim();
    const commit = git('commit-tree', '-m', String(Math.random()), tree).trim();
    for (const ref of ['refs/heads/main', 'refs/notes/tract']) git('update-ref', ref, commit);
  }

  function save(path = process.env.PATH): string {
    const env = { ...process.env, PATH: path, TRACT_ROOT: join(root, 'tract') };
    return execFileSync('scripts/service/tract-backup', ['save', backup], { encoding: 'utf8', env });
  }

  it('has the branch, the memory, the settings of the repository, and the secrets for root alone', () => {
    expect(save()).to.match(/^app-tickets\.git: 2 refs, as of /);
    const saved = join(backup, 'git/app-tickets.git');
    expect(refs(saved)).to.equal(refs(repository));
    expect(readFileSync(join(`${saved}.files`, 'config'), 'utf8')).to.include('hideRefs = refs/notes');
    expect(statSync(join(`${saved}.files`, 'hooks/post-receive')).mode & 0o111).to.not.equal(0);
    expect(readFileSync(join(backup, 'config/app.env'), 'utf8')).to.equal('JIRA_TOKEN="secret"\n');
    expect(existsSync(join(backup, 'ssh/.ssh/authorized_keys'))).to.equal(true);
    expect(statSync(backup).mode & 0o077).to.equal(0);
  });

  it('runs no hook that the user of the service wrote', () => {
    save();
    const hook = `#!/bin/sh\ntouch '${join(root, 'ran')}'\n`;
    writeFileSync(join(repository, 'hooks/reference-transaction'), hook, { mode: 0o755 });
    const tip = git('rev-parse', 'main').trim();
    rmSync(join(root, 'ran'), { force: true });
    git('-c', 'core.hooksPath=/dev/null', 'update-ref', 'refs/heads/other', tip);
    save();
    expect(existsSync(join(root, 'ran'))).to.equal(false);
    expect(existsSync(join(`${join(backup, 'git/app-tickets.git')}.files`, 'hooks/reference-transaction'))).to.equal(
      true,
    );
  });

  it('follows what changed since, also a ref that is gone', () => {
    git('update-ref', 'refs/heads/review', 'main');
    save();
    git('update-ref', '-d', 'refs/heads/review');
    move();
    save();
    expect(refs(join(backup, 'git/app-tickets.git'))).to.equal(refs(repository));
  });

  it('looks for another moment where something moved while it copied', () => {
    const fetches = join(root, 'fetches');
    const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    writeFileSync(join(root, 'bin/git'), movingGit(real, fetches, repository));
    chmodSync(join(root, 'bin/git'), 0o755);
    save(`${join(root, 'bin')}:${process.env.PATH}`);
    expect(readFileSync(fetches, 'utf8')).to.equal('fetch\nfetch\nfetch\n');
    expect(refs(join(backup, 'git/app-tickets.git'))).to.equal(refs(repository));
  });
});

const GIT_ENV = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Tract',
  GIT_AUTHOR_EMAIL: 'tract@example.com',
  GIT_COMMITTER_NAME: 'Tract',
  GIT_COMMITTER_EMAIL: 'tract@example.com',
};

/** A git before whose first two fetches the branch moves on. */
function movingGit(real: string, fetches: string, repository: string): string {
  return `#!/bin/sh
case " $* " in *' fetch '*)
  echo fetch >>'${fetches}'
  if [ "$(wc -l <'${fetches}')" -le 2 ]; then
    tree=$('${real}' -C '${repository}' rev-parse 'main^{tree}')
    next=$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a '${real}' -C '${repository}' commit-tree -p main -m next "$tree")
    '${real}' -C '${repository}' update-ref refs/heads/main "$next"
  fi ;;
esac
exec '${real}' "$@"
`;
}
