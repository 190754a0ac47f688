import { expect } from 'chai';
import type { Clone } from '../cli/workshop.ts';
import { commit, FlowSite, push } from './flow-site.ts';

const TEXT = [
  'What people write about a ticket, in some lines, stays the same when the file gets its key:',
  'that is why git takes the two names for one file, and merges what was written meanwhile.',
  'A file of a title alone has too little of it, and git sees one that went and one that came.',
].join('\n');

describe('a file that gets its key while a clone writes to it', function () {
  this.timeout(90_000);
  let site: FlowSite;
  let one: Clone;
  before(async () => {
    site = await FlowSite.open('server');
    one = await site.clone();
    await site.start();
  });
  after(() => site?.close());

  /** The file under its temporary name in a clone that then edits it, while it is created in Jira. */
  async function editedMeanwhile(title: string, text: string, edit: (clone: Clone, name: string) => Promise<unknown>) {
    const clone = await site.clone();
    const more = text === '' ? [] : ['--description', text];
    await site.tract(one, 'create', 'APP', '--title', title, ...more, '--offline');
    const [path = ''] = (await one.git('ls-files', 'issues/APP-OFFLINE-*')).split('\n');
    await clone.git('pull', '--quiet', '--rebase', one.path, 'main');
    expect((await push(one)).code).to.equal(0);
    await one.pull();
    await edit(clone, path.replace(/^issues\/|\.md$/g, ''));
    return { clone, path, key: site.titled(title)[0] ?? '' };
  }
  const comment = (clone: Clone, name: string) => site.tract(clone, 'comment', name, 'From a train', '--offline');
  const pull = (clone: Clone, ...args: readonly string[]) => clone.git('pull', '--quiet', '--rebase', ...args);
  const refused = (pulling: Promise<unknown>) =>
    pulling.then(
      () => '',
      (error: { readonly stdout?: string }) => error.stdout ?? '',
    );
  const said = (key: string) => site.comments(key).map((each) => each.split('\n').at(-1));

  it('merges by itself where it has a text: a comment, a word of the text', async () => {
    const { clone, key } = await editedMeanwhile('With a text', TEXT, async (into, name) => {
      await comment(into, name);
      into.edit(`issues/${name}.md`, (text) => text.replace('some lines', 'three lines'));
      await commit(into, 'Count them');
    });
    await pull(clone);
    expect((await push(clone)).code).to.equal(0);
    expect(said(key)).to.deep.equal(['From a train']);
    expect(site.description(key)).to.include('three lines');
    await one.pull();
  });

  it('conflicts where it has little but a title; the old file, which git keeps, may be added', async () => {
    const { clone, path, key } = await editedMeanwhile('Bare', '', comment);
    site.jira.as('anna').editIssue(key, { labels: ['meanwhile'] });
    await site.sync(one);
    expect(await site.file(`issues/${key}.md`)).to.include('meanwhile');
    expect(await refused(pull(clone))).to.match(/CONFLICT \(modify\/delete\)/);
    await clone.git('add', path);
    await clone.git('-c', 'core.editor=true', 'rebase', '--continue');
    expect((await push(clone)).code).to.equal(0);
    await site.sync(clone);
    expect(said(key)).to.deep.equal(['From a train']);
    expect([site.titled('Bare'), site.issue(key).values.labels]).to.deep.equal([[key], ['meanwhile']]);
    expect(await site.paths('issues')).to.include(`issues/${key}.md`);
    expect(await site.paths('issues')).to.not.include(path);
    await one.pull();
  });

  it('conflicts in the lines that the service wrote, where the clone wrote there too', async () => {
    const { clone, key } = await editedMeanwhile('With a title', TEXT, async (into, name) => {
      into.edit(`issues/${name}.md`, (text) => text.replace('title: With a title', 'title: With a better title'));
      await commit(into, 'Name it better');
    });
    expect(await refused(pull(clone))).to.include(`CONFLICT (content): Merge conflict in issues/${key}.md`);
    expect(clone.read(`issues/${key}.md`)).to.match(
      /<<<<<<<(?:.*\n)*title: With a title\n(?:.*\n)*title: With a better title\n/,
    );
  });
});
