import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { tract } from './run-tract.ts';
import { Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`tokens of single people, ${personality}`, function () {
    this.timeout(90_000);
    let workshop: Workshop;
    let path: string;
    /** What the repository calls anna. */
    const anna = personality === 'cloud' ? 'anna.berg' : 'anna';
    before(async () => {
      workshop = await Workshop.open(personality);
      workshop.jira.admin.addUser({ name: 'ben', displayName: 'Ben Bauer', password: 'hush-of-ben' });
      workshop.jira.admin.addUser({ name: 'cleo', displayName: 'Cleo', password: 'hush-of-cleo' });
      path = join(workshop.folder, 'tokens');
    });
    after(() => workshop.close());

    const login = (name: string, password: string) => {
      const username = personality === 'cloud' ? `${name}@example.com` : name;
      return `{username: ${username}, token: ${password}, expires: 2999-01-01}`;
    };
    const write = (text: string, mode = 0o600) => {
      writeFileSync(path, text);
      chmodSync(path, mode);
      return { TRACT_USER_TOKENS_FILE: path };
    };
    const crooked = () => {
      return write(`${anna}: ${login('ben', 'hush-of-ben')}
ben.baur: ${login('ben', 'hush-of-ben')}
cleo: ${login('cleo', 'hush-that-was-revoked')}
`);
    };

    it('are looked at before an onboarding writes anything', async () => {
      const { code, stderr } = await workshop.onboard([], crooked());
      expect(code, stderr).to.equal(0);
      expect(stderr)
        .to.match(new RegExp(`the token under ${anna} is not used: it belongs to Ben Bauer \\(ben`))
        .and.match(/"ben\.baur" is nobody in \.tract\/users\.yaml.*; it is the token of "ben/)
        .and.match(/the token of cleo is not used: Jira refuses it/)
        .and.not.include('hush');
    });

    it('are told by the doctor', async () => {
      const { stdout } = await tract(['doctor'], { env: workshop.env(crooked()), cwd: workshop.folder });
      expect(stdout.replace(/\s+/g, ' '))
        .to.match(/✗ tokens the token under/)
        .and.match(/✗ tokens the token of cleo is not used/)
        .and.match(/! tokens "ben\.baur" is nobody/)
        .and.not.include('hush');
      const well = write(`${anna}: ${login('anna', 'anna')}\n`);
      const { stdout: better } = await tract(['doctor'], { env: workshop.env(well), cwd: workshop.folder });
      expect(better).to.match(new RegExp(`✓ tokens +Jira takes the tokens of ${anna}\n`));
    });

    it('are told by a service that starts, and nothing is written in the name of somebody else', async () => {
      const daemon = await workshop.serve(crooked());
      await daemon.says('it belongs to Ben Bauer');
      await daemon.says('is nobody in .tract/users.yaml');
      await daemon.says('the token of cleo is not used');
      const clone = await workshop.clone();
      const { code, stdout, stderr } = await workshop.ask(clone, ['comment', 'APP-1', 'Mine', '--author', anna]);
      expect(code, stdout + stderr).to.equal(0);
      const comments = workshop.jira.world.issues.find('APP-1')?.comments ?? [];
      expect(comments.map(({ authorKey }) => authorKey)).to.deep.equal(['tract']);
      await clone.pull();
      expect(clone.read('issues/APP-1.md')).to.include(`**${anna}** - `).and.include('Mine');
      expect((await daemon.stop()).stderr).to.not.include('hush');
    });

    it('that are well put the name of their owner on what is written', async () => {
      const daemon = await workshop.serve(write(`${anna}: ${login('anna', 'anna')}\n`));
      const clone = await workshop.clone();
      await workshop.ask(clone, ['comment', 'APP-2', 'Mine', '--author', anna]);
      const comments = workshop.jira.world.issues.find('APP-2')?.comments ?? [];
      expect(comments.map(({ authorKey }) => authorKey)).to.deep.equal(['anna', 'anna']);
      expect((await daemon.stop()).stderr).to.not.include('token');
    });

    it('in a file that others may read, or is malformed in several lines, keep the service from starting', async () => {
      const { code, stderr } = await workshop.start(['serve'], write('anna: hush', 0o640)).ended;
      expect([code, stderr.includes(`chmod 600 ${path}`)]).to.deep.equal([2, true]);
      const bad = await workshop.start(['serve'], write('anna: hush hush\nben: {token: }\n')).ended;
      expect(bad.code).to.equal(2);
      expect(bad.stderr)
        .to.include('line 1: a token has no spaces in it')
        .and.include('line 2: the token is missing')
        .and.not.include('hush');
    });
  });
}
