import { expect } from 'chai';
import { exceedsMarkdown } from '../../../../../src/model/text/reconcile/text-limits.ts';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import { people } from '../people.ts';

const LONG = 'word '.repeat(21_000);

describe('the caps of a text', () => {
  it('count marks within one paragraph, outside of code', () => {
    expect(exceedsMarkdown('*a_ '.repeat(1600))).to.equal(true);
    expect(exceedsMarkdown(`${'*a_ '.repeat(100)}\n\n`.repeat(100))).to.equal(false);
    expect(exceedsMarkdown(`\`\`\`\n${'*a_ '.repeat(4000)}\n~~~\n${'*a_ '.repeat(4000)}\n\`\`\``)).to.equal(false);
  });

  it('count blocks, and let a long changelog pass', () => {
    const release = `## 1.0\n\n${'- Mended **a thing** ([#1](https://example.com/1))\n'.repeat(4)}\n`;
    expect(exceedsMarkdown(release.repeat(440))).to.equal(false);
    expect(exceedsMarkdown('a\n\n'.repeat(3001))).to.equal(true);
    expect(exceedsMarkdown('> [!NOTE]\n\n'.repeat(1501))).to.equal(true);
    expect(exceedsMarkdown('# a\n'.repeat(3001))).to.equal(true);
    expect(exceedsMarkdown('- a\n'.repeat(12_001))).to.equal(true);
    expect(exceedsMarkdown('- a\n'.repeat(4000))).to.equal(false);
  });

  it('count quotes and indentation', () => {
    expect(exceedsMarkdown(`${'> '.repeat(33)}a`)).to.equal(true);
    expect(exceedsMarkdown(`${'> '.repeat(30)}a`)).to.equal(false);
    expect(exceedsMarkdown(`${' '.repeat(401)}a`)).to.equal(true);
  });
});

describe('a text past the caps', () => {
  const pushed = (git: string) => {
    const outcome = reconcileText({ kind: 'wiki', base: null, git, jira: null, people });
    if (outcome.kind !== 'agreed') throw new Error(outcome.kind);
    return { wiki: outcome.jira?.kind === 'wiki' ? outcome.jira.wiki : null, said: outcome.approximated.length };
  };

  it('is at rest with what it was carried as', () => {
    const jira = { kind: 'wiki', wiki: `*b* ${LONG}`.trimEnd() } as const;
    const pulled = reconcileText({ kind: 'wiki', base: null, git: '', jira, people });
    if (pulled.kind !== 'agreed') throw new Error(pulled.kind);
    const again = reconcileText({ kind: 'wiki', base: null, git: pulled.markdown, jira, people });
    expect(again).to.include({ kind: 'agreed', verdict: 'converged' });
  });

  it('gives back what its carriers hold, and nothing that only looks like one', () => {
    expect(pushed(`\`\`\`jira\n${LONG}\n\`\`\``)).to.deep.equal({ wiki: LONG, said: 0 });
    expect(pushed(`jira\n${LONG}\n`).wiki).to.match(/^\{noformat\}\njira\n/);
    const open = `\`\`\`jira\na\n\`\`\`\n\n\`\`\`jira\n${LONG}`;
    expect(pushed(open)).to.deep.equal({ wiki: `{noformat}\n${open}\n{noformat}`, said: 1 });
  });
});
