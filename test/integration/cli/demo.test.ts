import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startTract, tract } from './run-tract.ts';

describe('tract demo', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-demo-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const flavor of ['server', 'cloud']) {
    it(`tours both directions, ${flavor}, and leaves nothing behind`, async () => {
      const { code, stdout, stderr } = await tract(['demo', '--tour', '--flavor', flavor], { env: { TMPDIR: folder } });
      expect(stderr).to.equal('');
      expect(code).to.equal(0);
      expect(stdout)
        .to.include('remote: ✓ LAMP-10 → Jira:')
        .and.include('+title: Rear light must not wake up in the bag');
      expect(stdout.trimEnd().split('\n').at(-1)).to.equal('✓ Both edits arrived.');
      expect(readdirSync(folder)).to.deep.equal([]);
    });
  }

  it('prints what to try, narrates what is synced, and ends at Ctrl-C', async () => {
    const demo = startTract(['demo'], { env: { TMPDIR: folder } });
    await demo.says('What is synced, as it happens:');
    const [, jira] = /Jira +(http:\S+)/.exec(demo.output) ?? [];
    const login = Buffer.from('maria:maria').toString('base64');
    await fetch(`${jira}/rest/api/2/issue/LAMP-4`, {
      method: 'PUT',
      headers: { Authorization: `Basic ${login}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ fields: { summary: 'Seen by the narrator' } }),
    });
    await demo.says(/Jira → git {2}LAMP-4: .*Seen by the narrator/);
    const { code, stdout } = await demo.stop('SIGINT');
    expect(code).to.equal(0);
    expect(stdout).to.include('git clone').and.include('curl -u maria:maria').and.include('22 tickets of LAMP');
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('keeps the data where it is told to, and begins in an empty folder only', async () => {
    const keep = join(folder, 'kept');
    expect((await tract(['demo', '--tour', '--keep', keep])).code).to.equal(0);
    expect(readdirSync(keep).sort()).to.deep.equal(['clone', 'lampyris.git']);
    const again = await tract(['demo', '--tour', '--keep', keep]);
    expect(again.code).to.equal(2);
    expect(again.stderr).to.include('is not empty');
  });
});
