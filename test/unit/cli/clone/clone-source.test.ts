import { expect } from 'chai';
import { cloneSource } from '../../../../src/cli/clone/clone-source.ts';

const folderOf = (url: string) => cloneSource(url, null, '/home/anna').folder;

describe('cloneSource', () => {
  it('names the folder after the repository, as git does', () => {
    expect(folderOf('git@tract-server:team/app-tickets.git')).to.equal('/home/anna/app-tickets');
    expect(folderOf('tract-server:app.git/')).to.equal('/home/anna/app');
    expect(folderOf('https://git.example.com/app-tickets')).to.equal('/home/anna/app-tickets');
    expect(folderOf('/opt/tract/git/app.git')).to.equal('/home/anna/app');
  });

  it('takes a path as seen from here, and leaves addresses as they are', () => {
    expect(cloneSource('../app.git', 'x', '/home/anna').url).to.equal('/home/app.git');
    expect(cloneSource('server:app.git', 'x', '/').url).to.equal('server:app.git');
  });

  it('refuses what git would take for an option or a program', () => {
    for (const [url, folder] of [
      ['--upload-pack=touch x', 'x'],
      ['-u', 'x'],
      ['ext::sh -c id', 'x'],
      ['', 'x'],
      ['a\nb', 'x'],
      ['/x', '-c'],
      ['/x', '--config=a'],
      ['/x', ''],
      ['/', null],
    ] as const) {
      expect(() => cloneSource(url, folder, '/'), `${url} ${folder}`)
        .to.throw()
        .with.property('exitCode', 2);
    }
  });

  it('shows no password', () => {
    expect(cloneSource('https://anna:secret@git.example.com/app.git', null, '/').shownUrl).to.equal(
      'https://anna@git.example.com/app.git',
    );
  });
});
