import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeTemporaryClone, type TemporaryClone, ticketText } from '../../unit/cli/temporary-clone.ts';
import { PROGRAM } from './run-tract.ts';

/** Lines as they are typed up to Tab, and as they stand after it; several where there is a choice. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  'tract sho': ['tract show'],
  'tract show app-12': ['tract show APP-12'],
  'tract show APP-': ['tract show APP-1', 'tract show APP-12'],
  'tract list --status In': ['tract list --status In\\ Progress'],
  'tract list --status=To': ['tract list --status=To\\ Do'],
  'tract list --component Web:': ['tract list --component Web:\\ Front'],
  'tract create APP --titl': ['tract create APP --title'],
  'tract timesheet jo': ['tract timesheet john.doe'],
  'tract convert long-na': ['tract convert long-name.txt'],
};

/** A shell of somebody who has run `tract completion install`. */
describe('Tab in a shell', function () {
  this.timeout(120_000);
  let clone: TemporaryClone;
  let home: string;
  const env = () => ({ HOME: home, PATH: `${home}/bin:${process.env.PATH}`, TERM: 'dumb', LINE: join(home, 'line') });
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'tract-home-'));
    mkdirSync(join(home, 'bin'));
    symlinkSync(PROGRAM, join(home, 'bin/tract'));
    clone = makeTemporaryClone({
      '.tract/components.yaml': '"Web: Front": []\n',
      'issues/APP-1.md': ticketText(['title: One']),
      'issues/APP-12.md': ticketText(['title: Twelve']),
      'long-name.txt': 'x',
    });
  });
  after(() => {
    clone.remove();
    rmSync(home, { recursive: true });
  });
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd: clone.folder, env: env(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const install = (shell: string) => run('tract', 'completion', 'install', shell);
  const linesAfterTab = (tab: (typed: string, choice: number) => string) =>
    Object.fromEntries(
      Object.entries(TYPED).map(([typed, after]) => [typed, after.map((_, choice) => tab(typed, choice))]),
    );

  it('completes in bash', () => {
    install('bash');
    const replies = (typed: string) => {
      const asked = `COMP_LINE="$1"; COMP_POINT=\${#1}; IFS=' ' read -ra COMP_WORDS <<<"$1"
        COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); . ~/.bashrc; _tract_completion; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return run('bash', '--norc', '-c', asked, 'bash', typed).trim().split('\n');
    };
    expect(replies('tract show APP-')).to.deep.equal(['APP-1', 'APP-12']);
    expect(replies('tract list --status In')).to.deep.equal(['In\\ Progress']);
  });

  it('completes in zsh', function () {
    skipWithout('zsh', () => this.skip());
    writeFileSync(join(home, '.zshrc'), '');
    install('zsh');
    appendFileSync(join(home, '.zshrc'), ZSHRC);
    const tab = (typed: string, choice: number) => {
      run('zsh', '-f', '-c', ZSH_TERMINAL, 'zsh', typed + '\t'.repeat(choice + 1));
      return readFileSync(join(home, 'line'), 'utf8').trimEnd();
    };
    expect(linesAfterTab(tab)).to.deep.equal(TYPED);
  });

  it('completes in fish, which quotes by itself', function () {
    skipWithout('fish', () => this.skip());
    install('fish');
    const ask = (typed: string) =>
      run('fish', '-c', 'complete --do-complete $argv[1]', typed)
        .split('\n')
        .map((line) => line.replace(/\t.*/, ''))
        .filter((line) => line !== '');
    const wordOf = (line: string) => /(?:[^ \\]|\\.)*$/.exec(line)?.[0].replaceAll('\\', '');
    for (const [typed, after] of Object.entries(TYPED)) expect(ask(typed), typed).to.deep.equal(after.map(wordOf));
    for (const open of ['"In P', "'In P", 'In\\ P', 'in'])
      expect(ask(`tract list --status ${open}`), open).to.deep.equal(['In Progress']);
    expect(ask('tract list --status="To')).to.deep.equal(['--status=To Do']);
  });
});

const ZSHRC = `
setopt menu_complete no_beep
PS1='ready> '
show-line() { print -rn -- "$BUFFER" >$LINE; BUFFER=exit; zle accept-line }
zle -N show-line
bindkey '^G' show-line
`;

/** Types into a zsh on a terminal of its own, presses what shows the line, and reads until that shell has ended. */
const ZSH_TERMINAL = `
zmodload zsh/zpty || exit
zpty terminal zsh -d -i
zpty -r terminal shown '*ready> *'
zpty -w -n terminal "$1"$'\\a'
while zpty -r terminal shown; do :; done
`;

function skipWithout(shell: string, skip: () => void): void {
  if (spawnSync(shell, ['-c', 'true']).error === undefined) return;
  console.log(`      skipped: needs ${shell}`);
  skip();
}
