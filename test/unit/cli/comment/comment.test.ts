import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { type GitClone, makeGitClone } from '../offline/git-clone.ts';

describe('tract comment', () => {
  let clone: GitClone;
  beforeEach(() => {
    clone = makeGitClone();
  });
  afterEach(() => clone.remove());
  const comment = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    clone.run(['comment', ...args], { TRACT_OFFLINE: '1', ...env });
  const editor = (script: string) => {
    clone.write('.git/edit.sh', script);
    return { EDITOR: `sh ${join(clone.folder, '.git/edit.sh')}` };
  };

  it('takes from the editor what stands above the line, headings of Markdown too', async () => {
    const script = `cp "$1" ${join(clone.folder, '.git/seen')}
{ printf '# A heading\\n\\n**anna** - 2026-01-01 00:00:00\\n'; cat "$1"; } > "$1.new"; mv "$1.new" "$1"`;
    expect(await comment(['APP-1', '--edit'], editor(script))).to.have.property('code', 0);
    expect(clone.read('.git/seen')).to.include('# Write the comment on APP-1 One\n');
    expect(clone.read('issues/APP-1.md')).to.match(
      /\n\n\*\*anna\*\* - [^\n]*\n\n# A heading\n\n\\\*\*anna\*\* - 2026-01-01 00:00:00\n$/,
    );
  });

  it('does nothing without a text, and keeps one that could not be used', async () => {
    const empty = await comment(['APP-1', '--edit'], editor('true'));
    expect(empty).to.deep.include({ code: 2, err: 'tract: the comment is empty: nothing was done\n' });
    expect(await comment(['APP-1', '  '])).to.have.property('code', 2);
    expect((await comment(['APP-1'])).err).to.include('give the text of the comment, or -');
    clone.git('switch', '--quiet', '--detach');
    const { code, err } = await comment(['APP-1', '--edit'], editor('echo Long work > "$1"'));
    const kept = /your text is kept in (.*)\n/.exec(err)?.[1] ?? '';
    expect([code, readFileSync(kept, 'utf8')]).to.deep.equal([4, 'Long work\n']);
    rmSync(dirname(kept), { recursive: true });
  });

  it('is not written into a file that cannot be read', async () => {
    clone.write('issues/APP-1.md', '---\ntitle: [\n---\n');
    const { code, err } = await comment(['APP-1', 'x']);
    expect([code, err.includes('issues/APP-1.md:')]).to.deep.equal([4, true]);
    expect(clone.git('status', '--porcelain')).to.equal(' M issues/APP-1.md\n');
  });

  it('refuses whoever cannot be an author', async () => {
    expect((await comment(['APP-1', 'x', '--author', 'a b'])).err).to.include('is no handle of a person');
    expect((await comment(['APP-1', 'x', '--author', 'jon.doe'])).err).to.include('did you mean "john.doe"?');
  });
});
