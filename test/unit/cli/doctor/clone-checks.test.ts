import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { author } from '../../../../src/cli/doctor/checks/author.ts';
import { cloneConfig } from '../../../../src/cli/doctor/checks/clone-config.ts';
import { cloneFiles } from '../../../../src/cli/doctor/checks/clone-files.ts';
import { cloneLayout } from '../../../../src/cli/doctor/checks/clone-layout.ts';
import { cloneQueue } from '../../../../src/cli/doctor/checks/clone-queue.ts';
import { mergeAttributes } from '../../../../src/cli/doctor/checks/merge-attributes.ts';
import { people } from '../../../../src/cli/doctor/checks/people.ts';
import { serverProject } from '../../../../src/cli/doctor/checks/server-project.ts';
import { snapshotFetch } from '../../../../src/cli/doctor/checks/snapshot-fetch.ts';
import { CONFIG, makeTemporaryClone, type TemporaryClone, ticketText } from '../temporary-clone.ts';
import { fakeSite, said, serverSite } from './fake-site.ts';

describe('tract doctor finds in a clone', () => {
  let clone: TemporaryClone;
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Anna Berg', '-c', 'user.email=x@example.com', ...args], {
      cwd: clone.folder,
      env: { ...fakeSite().io.env },
      encoding: 'utf8',
    });
  const here = (change = {}) => ({ clone: clone.folder, io: { ...fakeSite().io, cwd: clone.folder }, ...change });
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'x');
  };
  beforeEach(() => {
    clone = makeTemporaryClone({
      'issues/APP-1.md': ticketText(['title: One', 'assignee: anna']),
      '.gitattributes': 'worklogs/*.jsonl merge=union\n.tract/queue/create.jsonl merge=union\n',
    });
    git('init', '--quiet', '--initial-branch=main');
    commit();
  });
  afterEach(() => clone.remove());

  it('nothing where all is well', async () => {
    for (const check of [cloneConfig, cloneLayout, cloneFiles, people, mergeAttributes, cloneQueue]) {
      expect(
        (await said(check, here())).map((line) => line.slice(0, 4)),
        check.name,
      ).to.deep.equal(['ok: ']);
    }
  });

  it('a configuration of a newer Tract', async () => {
    clone.write('.tract/config.yaml', CONFIG.replace('version: 1', 'version: 2'));
    expect((await said(cloneConfig, here()))[0]).to.match(
      /^failed: \.tract\/config\.yaml: version: 2 was written by a newer Tract.* → update Tract here/,
    );
    expect(await said(cloneFiles, here())).to.deep.equal([]);
  });

  it('a broken configuration, and broken lists beside it', async () => {
    clone.write('.tract/config.yaml', `${CONFIG}nonsense: 1\n`);
    clone.write('.tract/users.yaml', 'anna: [x]\n');
    const found = await said(cloneConfig, here());
    expect(found[0]).to.match(/^failed: .*nonsense: is not known/);
    expect(found[1]).to.match(/^warning: \.tract\/users\.yaml: anna: /);
  });

  it('a wrong layout: a file in place of a folder, no tickets, no repository', async () => {
    clone.write('worklogs', 'x');
    expect((await said(cloneLayout, here()))[0]).to.match(/^failed: worklogs is a file and must be a folder/);
    const bare = makeTemporaryClone();
    try {
      expect((await said(cloneLayout, { ...here(), clone: bare.folder }))[0]).to.match(
        /^failed: .* is no git repository → clone it with `tract clone URL`/,
      );
    } finally {
      bare.remove();
    }
  });

  it('a merge that was not finished', async () => {
    git('checkout', '--quiet', '-b', 'other');
    clone.write('issues/APP-1.md', ticketText(['title: Other']));
    commit();
    git('checkout', '--quiet', 'main');
    clone.write('issues/APP-1.md', ticketText(['title: Main']));
    commit();
    expect(() => git('merge', 'other')).to.throw();
    expect((await said(cloneLayout, here()))[0]).to.match(/^failed: a merge is not finished: issues\/APP-1\.md/);
    expect((await said(cloneFiles, here()))[0]).to.match(/^warning: issues\/APP-1\.md:\d+: /);
  });

  it('people without mapping, by name', async () => {
    clone.write('issues/APP-2.md', ticketText(['title: Two', 'assignee: nobody.at.all']));
    clone.write(
      'worklogs/2026-02.jsonl',
      '{"issue":"APP-1","author":"stranger","time":"1h","started":"2026-02-14T09:00:00Z"}\n',
    );
    expect((await said(people, here()))[0]).to.include(
      'warning: without mapping to a user of Jira: nobody.at.all, stranger →',
    );
  });

  it('that nobody knows who you are', async () => {
    expect((await said(author, here()))[0]).to.match(/^warning: nobody in .*git config tract\.author/);
    git('config', 'tract.author', 'anna');
    expect(await said(author, here())).to.deep.equal(['ok: you are anna (git config tract.author)']);
    git('config', 'tract.author', 'strange');
    expect((await said(author, here()))[0]).to.match(
      /^warning: you are strange .* whom \.tract\/users\.yaml does not know/,
    );
  });

  it('that time entries of two people would conflict', async () => {
    clone.write('.gitattributes', '');
    expect((await said(mergeAttributes, here()))[0]).to.match(
      /^warning: what two people append to one file will conflict: .*worklogs.*create\.jsonl/,
    );
  });

  it('that the snapshot is not fetched, and that it never was', async () => {
    expect(await said(snapshotFetch, here())).to.deep.equal([]);
    git('remote', 'add', 'origin', '/nowhere');
    expect((await said(snapshotFetch, here()))[0]).to.include(
      "→ git config --add remote.origin.fetch '+refs/notes/tract:refs/notes/tract' && git fetch origin",
    );
    git('config', '--add', 'remote.origin.fetch', '+refs/notes/tract:refs/notes/tract');
    expect(await said(snapshotFetch, here())).to.deep.equal([
      'warning: the snapshot was never fetched → git fetch origin',
    ]);
    git('update-ref', 'refs/notes/tract', 'HEAD');
    expect(await said(snapshotFetch, here())).to.deep.equal(['ok: the snapshot is fetched along']);
  });

  it('what waits to be pushed, and what was pushed and still is queued', async () => {
    git('branch', 'upstream');
    git('branch', '--set-upstream-to=upstream', '--quiet');
    clone.write('.tract/queue/worklogs/1.json', '{}');
    writeFileSync(join(clone.folder, '.tract/queue/create.jsonl'), '{}\n{}\n');
    expect((await said(cloneQueue, here()))[0]).to.match(
      /^warning: 3 queued operations are pushed and not in Jira yet/,
    );
    commit();
    expect((await said(cloneQueue, here()))[0]).to.match(
      /^warning: 1 commit and 3 queued operations wait to be pushed → git pull --rebase && git push/,
    );
  });

  it('a service of another project', async () => {
    expect((await said(serverProject, { ...here(), ...serverSite({ project: 'TB' }) }))[0]).to.match(
      /^failed: .* keeps TB, but this clone is of APP/,
    );
    expect(await said(serverProject, { ...here(), ...serverSite({}) })).to.deep.equal([]);
  });
});
