import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeTemporaryClone, runIn, type TemporaryClone, ticketText } from '../temporary-clone.ts';

describe('completion', () => {
  let clone: TemporaryClone;
  before(() => {
    clone = makeTemporaryClone({
      '.tract/components.yaml': 'Auth: [src/auth]\n"Web: Front": []\n',
      'issues/APP-1.md': ticketText(['title: One']),
      'issues/APP-12.md': ticketText(['title: Twelve']),
      'issues/evil\nname.md': ticketText(['title: Evil']),
    });
  });
  after(() => clone.remove());
  const ask = async (shell: string, ...words: readonly string[]) => {
    const { code, out, err } = await clone.run(['completion-server', '--', shell, String(words.length - 1), ...words]);
    expect([code, err]).to.deep.equal([0, '']);
    return out.split('\n').filter((line) => line !== '');
  };

  it('knows commands, and not the hidden one', async () => {
    expect(await ask('bash', 'tract', 's')).to.include.members(['show', 'search', 'status']);
    expect(await ask('bash', 'tract', 'completion')).to.deep.equal(['completion']);
    expect(await ask('fish', 'tract', 'wor')).to.deep.equal(['worklogs\tshow the time that was logged on a ticket']);
  });

  it('knows options of the command, and after -- none', async () => {
    expect(await ask('bash', 'tract', 'show', '--')).to.include.members(['--comments', '--raw', '--json']);
    expect(await ask('bash', 'tract', 'show', '--', '--')).to.deep.equal([]);
  });

  it('knows keys in any case, and never a name that would break the line', async () => {
    expect(await ask('bash', 'tract', 'show', '')).to.deep.equal(['APP-1', 'APP-12']);
    expect(await ask('zsh', 'tract', '--no-color', 'worklogs', 'app-12')).to.deep.equal(['APP-12']);
    expect(await ask('bash', 'tract', 'show', 'APP-1', '')).to.deep.equal([]);
  });

  it('knows statuses, people, components and fields', async () => {
    expect(await ask('zsh', 'tract', 'list', '--status', '')).to.deep.equal(['To Do', 'In Progress', 'Done']);
    expect(await ask('zsh', 'tract', 'list', '--status', 'Done', '--assignee', '')).to.deep.equal([
      'me',
      'anna',
      'john.doe',
    ]);
    expect(await ask('fish', 'tract', 'timesheet', 'j')).to.deep.equal(['john.doe']);
    expect(await ask('zsh', 'tract', 'list', '--component', '')).to.deep.equal(['Auth', 'Web\\: Front']);
    expect(await ask('bash', 'tract', 'list', '--sort', 'status,-upd')).to.deep.equal(['status,-updated']);
    expect(await ask('bash', 'tract', 'list', '--where', 'poi')).to.deep.equal(['points=']);
    expect(await ask('bash', 'tract', 'timesheet', '--format', 'c')).to.deep.equal(['csv']);
  });

  it('knows what a new ticket may be given, and the project', async () => {
    expect(await ask('bash', 'tract', 'create', 'a')).to.deep.equal(['APP']);
    expect(await ask('zsh', 'tract', 'create', 'APP', '--type', '')).to.deep.equal(['Bug', 'Task']);
    expect(await ask('bash', 'tract', 'create', 'APP', '--field', 'poi')).to.deep.equal(['points=']);
    expect(await ask('bash', 'tract', 'create', 'APP', '--field', 'stat')).to.deep.equal([]);
    expect(await ask('bash', 'tract', 'log', 'app-12')).to.deep.equal(['APP-12']);
    expect(await ask('bash', 'tract', 'comment', 'APP-1', '--author', 'j')).to.deep.equal(['john.doe']);
    expect(await ask('bash', 'tract', 'log', 'APP-1', '2h', '--started', 'y')).to.deep.equal(['yesterday']);
  });

  it('quotes for bash what has spaces, unless it is in quotes already', async () => {
    expect(await ask('bash', 'tract', 'list', '--status', 'In\\ P')).to.deep.equal(['In\\ Progress']);
    expect(await ask('bash', 'tract', 'list', '--status', '"In P')).to.deep.equal(['In Progress']);
  });

  it('completes behind =, however the shell breaks the word', async () => {
    expect(await ask('bash', 'tract', 'list', '--status=T')).to.deep.equal(['To\\ Do']);
    expect(await ask('bash', 'tract', 'list', '--status', '=', 'T')).to.deep.equal(['To\\ Do']);
    expect(await ask('bash', 'tract', 'list', '--status', '=')).to.have.lengthOf(3);
    expect(await ask('zsh', 'tract', 'list', '--status=T')).to.deep.equal(['--status=To Do']);
  });

  it('says nothing where it knows nothing: outside of a clone, and in words of a search', async () => {
    expect(await ask('bash', 'tract', 'search', 'lo')).to.deep.equal([]);
    expect(await runIn('/', ['completion-server', '--', 'bash', '2', 'tract', 'show', ''])).to.deep.equal({
      code: 0,
      out: '',
      err: '',
    });
  });

  it('prints a script for each shell, which hands over words and runs none of them', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out } = await clone.run(['completion', shell]);
      expect([code, out.includes(`tract completion-server -- ${shell}`), /\beval\b/.test(out)], shell).to.deep.equal([
        0,
        true,
        false,
      ]);
    }
    expect((await clone.run(['completion', 'tcsh'])).code).to.equal(2);
  });

  it('installs once, keeps what the start file had, and says where', async () => {
    const home = mkdtempSync(join(tmpdir(), 'tract-home-'));
    try {
      writeFileSync(join(home, '.bashrc'), 'alias a=b');
      const install = (...args: readonly string[]) =>
        clone.run(['completion', 'install', ...args], { env: { HOME: home, SHELL: '/bin/bash' } });
      expect((await install()).out).to.include('Open a new shell to use it.');
      const start = readFileSync(join(home, '.bashrc'), 'utf8');
      const script = join(home, '.local/share/tract/completion.bash');
      expect(start).to.equal(`alias a=b\n# Completion of tract\n[ ! -f '${script}' ] || . '${script}'\n`);
      expect((await install()).out).to.include('It was there already.');
      expect(readFileSync(join(home, '.bashrc'), 'utf8')).to.equal(start);
      expect(JSON.parse((await install('fish', '--json')).out)).to.deep.equal({
        shell: 'fish',
        script: join(home, '.config/fish/completions/tract.fish'),
        startFile: null,
        isNew: true,
      });
      expect((await clone.run(['completion', 'install'], { env: { HOME: home, SHELL: '/bin/tcsh' } })).code).to.equal(
        2,
      );
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
