import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { type GitClone, makeGitClone } from '../offline/git-clone.ts';

describe('tract create', () => {
  let clone: GitClone;
  beforeEach(() => {
    clone = makeGitClone();
  });
  afterEach(() => clone.remove());
  const create = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    clone.run(['create', 'APP', ...args], { TRACT_OFFLINE: 'yes', ...env });
  /** An editor that is a shell script; `$1` is the file. */
  const editor = (script: string) => {
    clone.write('.git/edit.sh', script);
    return { GIT_EDITOR: `sh ${join(clone.folder, '.git/edit.sh')}` };
  };
  const commits = () => Number(clone.git('rev-list', '--count', 'HEAD').trim());

  it('tells everything that is wrong at once, with what may be meant', async () => {
    const args = [
      '--type',
      'Bgu',
      '--priority',
      'Urgent',
      '--assignee',
      'jon.doe',
      '--component',
      'Auht',
      '--epic',
      'APP-2',
    ];
    const more = [
      '--parent',
      'x',
      '--label',
      'a b',
      '--points',
      'many',
      '--field',
      'nots=1',
      '--field',
      'status=Done',
      '--field',
      'x',
    ];
    const { code, err } = await create([...args, ...more, '--title', 'x'.repeat(256)]);
    expect(code).to.equal(2);
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => line.replace('tract: ', '')),
    ).to.deep.equal([
      '--field: "x" must be written like points=3',
      'title: is longer than the 255 characters that Jira takes',
      'type: "Bgu" is no type of this project; there is Bug, Task',
      'priority: "Urgent" is no priority of this project; there is High, Low',
      'assignee: "jon.doe" is nobody in .tract/users.yaml; did you mean "john.doe"?',
      'components: "Auht" is no component in .tract/components.yaml; did you mean "Auth"?',
      'labels: the label "a b" contains a space; write a list such as [one, two]',
      'parent: "x" is no ticket key such as APP-123',
      'epic: this project has no such field',
      'points: "many" is no number',
      'nots: this project has no such field; did you mean "notes"?',
      'status: cannot be set when a ticket is created',
    ]);
    expect(commits()).to.equal(1);
  });

  it('refuses another project, a missing title, a field with two values', async () => {
    expect((await clone.run(['create', 'APPS', '--title', 'x'])).err).to.include('did you mean "APP"?');
    expect(await create([])).to.deep.include({ code: 2, err: 'tract: a ticket needs a title: give --title\n' });
    expect((await create(['--title', 'x', '--points', '1', '--field', 'points=2'])).err).to.include('takes one value');
  });

  it('reads the description from a file, and every other field by name', async () => {
    clone.write('plan.md', 'One\r\n\r\n- two\r\n');
    await create([
      '--title',
      'T',
      '--description',
      '@plan.md',
      '--field',
      'notes=a: "b"',
      '--field',
      'labels=x',
      '--label',
      'y',
      '--assignee',
      'me',
    ]);
    const file = clone
      .git('show', 'HEAD', '--format=', '--name-only')
      .split('\n')
      .find((each) => each.startsWith('issues/'));
    expect(clone.read(file ?? '')).to.equal(
      '---\ntitle: T\nassignee: anna\nlabels: [x, "y"]\nnotes: \'a: "b"\'\n---\n\nOne\n\n- two\n',
    );
    expect((await create(['--title', 'T', '--description', '@none.md'])).err).to.include('there is no such file');
  });

  it('opens an editor on a form with what was given, and makes what is written there', async () => {
    const env = editor(`cp "$1" ${join(clone.folder, '.git/seen')}
sed -i 's/^title:.*/title: Typed: here/; s/^labels:.*/labels: [a, b]/' "$1"; printf 'Text\\n' >> "$1"`);
    const { code, err } = await create(['--edit', '--type', 'bug', '--description', 'Begun'], env);
    expect([code, err]).to.deep.equal([2, err]);
    expect(clone.read('.git/seen'))
      .to.include('# Bug, Task; Task if empty\ntype: bug\n')
      .and.include('# High, Low\npriority: \n');
    const kept = /your text is kept in (.*)\n/.exec(err)?.[1] ?? '';
    expect(err).to.include(`${kept}:`);
    expect(readFileSync(kept, 'utf8')).to.include('title: Typed: here');
    const mended = readFileSync(kept, 'utf8').replace('Typed: here', 'Typed here');
    clone.write('.git/mended.md', mended);
    rmSync(dirname(kept), { recursive: true });
    expect((await create(['--from', '.git/mended.md', '--priority', 'low'])).code).to.equal(0);
    const [queued = ''] = clone.read('.tract/queue/create.jsonl').split('\n');
    const { path } = JSON.parse(queued) as { readonly path: string };
    expect(clone.read(path)).to.equal(
      '---\ntitle: Typed here\ntype: Bug\npriority: Low\nlabels: [a, b]\n---\n\nBegun\nText\n',
    );
  });

  it('makes nothing of a form that comes back as it was, and keeps one that has no title', async () => {
    const same = await create(['--edit'], editor(`echo "$1" > ${join(clone.folder, '.git/name')}`));
    expect(same).to.deep.include({ code: 1, err: 'tract: no title was given: nothing was created\n' });
    expect(existsSync(clone.read('.git/name').trim())).to.equal(false);
    const untitled = await create(['--edit'], editor('printf "Only a text\\n" >> "$1"'));
    const kept = /your text is kept in (.*)\n/.exec(untitled.err)?.[1] ?? '';
    expect([untitled.code, readFileSync(kept, 'utf8').includes('Only a text')]).to.deep.equal([2, true]);
    rmSync(dirname(kept), { recursive: true });
    const failed = await create(['--edit'], editor('exit 3'));
    expect([failed.code, failed.err.includes('the editor ended with an error')]).to.deep.equal([1, true]);
    expect(commits()).to.equal(1);
  });
});
