import { expect } from 'chai';
import type { JiraText } from '../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import type { TextBase } from '../../../../src/model/text/text-outcome.ts';
import { people } from './people.ts';

const KINDS = ['wiki', 'adf'] as const;

describe('Markdown that goes to Jira and comes back without a snapshot', () => {
  const SAME: Readonly<Record<string, string>> = {
    'a table whose columns stand left': '| a | b |\n| :-- | --- |\n| 1 | 2 |',
    'styles within each other': '_**both**_ and **~~both~~**, [**a link**](https://example.com/a)',
    'an image with a title': '![Flow](https://example.com/a.png "The flow")',
    'an image with a title within a link': '[![Flow](https://example.com/a.png "The flow")](https://example.com/)',
    'a title that looks like parameters': '![Flow](https://example.com/a.png "width=3 |")',
  };
  const EXACT: Readonly<Record<string, string>> = {
    'a quote within a quote': '> outer\n>\n> > inner **bold**\\\n> > more',
    'a quote within a quote within a quote': '> > > deep\n> >\n> > less\n>\n> last',
    'lists within a quote within a quote':
      '> outer\n>\n> > words\n> >\n> > - a\n> > - `b`\n> >\n> > 3. c\n> > 4. d\n> >\n> > - [ ] e\n> > - [x] f',
    footnotes: 'Text[^1], **more[^a-b]**.\n\n- item[^1]\n\n[^1]: The **note**.\n\n[^a-b]: Another',
    'a footnote without words': 'Text[^1]\n\n[^1]: `code`',
    'a quote that begins with one': '> > **inner**\n>\n> outer',
    tasks: '- [ ] open\n- [x] done\n\n1. [ ] first\n2. [x] second',
  };
  for (const kind of KINDS) {
    for (const [title, markdown] of Object.entries(EXACT)) {
      it(`comes back from ${kind} as it was: ${title}`, () => {
        const { jira, approximated } = agreed(kind, markdown, null);
        for (const what of approximated) expect(what).to.match(/^(?:task list|quote within a quote)[, (]/);
        expect(agreed(kind, '', jira)).to.include({ markdown, carried: 0 });
      });
    }
    for (const [title, markdown] of Object.entries(SAME)) itSaysTheSame(kind, title, markdown);
  }

  const ON_WIKI: Readonly<Record<string, string>> = {
    'text that folds': '<details>\n<summary>Logs</summary>\n\ntext\n\n- a\n</details>',
    'text that folds without a title': '<details>\n\ntext\n</details>',
    'options of code': '```ts title="a.ts" {1,3} 100%|x\nconst x = 1;\n```',
    'options of code without a language': '```title="a.ts" {1,3}\nconst x = 1;\n```',
    'one option of code': '```ts linenumbers\nconst x = 1;\n```',
  };
  for (const [title, markdown] of Object.entries(ON_WIKI)) itSaysTheSame('wiki', title, markdown);

  const FROM_WIKI: readonly (readonly [title: string, wiki: string, markdown: string])[] = [
    ['a title in quotes', '{code:xml|title="x.xml"}\n<a/>\n{code}', '```xml title=\'"x.xml"\'\n<a/>\n```'],
    ['a mention of nobody', 'Ask [~ name] or [them|~ name].', 'Ask [\\~ name] or [them|\\~ name].'],
    [
      'a panel that only begins alike',
      '{panel:title=▸More}\nx\n{panel}',
      '> [!NOTE]\n> <!-- panel -->\n> **▸More**\n>\n> x',
    ],
    [
      'a macro that folds',
      '{expand:title=More}\nx\n{expand}',
      '<details data-macro="expand">\n<summary>More</summary>\n\nx\n\n</details>',
    ],
  ];
  for (const [title, wiki, markdown] of FROM_WIKI) {
    it(`is pulled as it was: ${title}`, () => {
      const pulled = agreed('wiki', '', { kind: 'wiki', wiki });
      expect(pulled).to.include({ markdown, carried: 0 });
      expect(agreed('wiki', markdown, null).jira).to.deep.equal({ kind: 'wiki', wiki });
    });
  }

  for (const kind of KINDS) {
    it(`shows on ${kind} what no line of a mail can hold, and says so`, () => {
      const markdown = '> a\n>\n> > - b\n> >\n> >   c\n> >\n> > ```\n> > d\n> > ```';
      const { jira, approximated } = agreed(kind, markdown, null);
      expect(approximated).to.have.length(1);
      expect(agreed(kind, '', jira).markdown.match(/[a-d]/g)).to.deep.equal(['a', 'b', 'c', 'd']);
    });
  }

  it('tells a caption of plain words as the title of the image', () => {
    const figure = '<figure>\n\n![](https://example.com/a.png)\n\n<figcaption>\n\nThe flow\n\n</figcaption>\n</figure>';
    const { jira } = agreed('adf', figure, null);
    expect(agreed('adf', '', jira).markdown).to.equal('![a.png](https://example.com/a.png "The flow")');
  });

  it('writes a caption with formatting as a figure', () => {
    const figure =
      '<figure>\n\n![a.png](https://example.com/a.png)\n\n<figcaption>\n\nThe **flow**\n\n</figcaption>\n</figure>';
    const { jira } = agreed('adf', figure, null);
    expect(agreed('adf', '', jira).markdown).to.equal(figure);
  });
});

describe('A footnote in Jira', () => {
  for (const kind of KINDS) {
    it(`keeps its mark when somebody edits the note on ${kind}`, () => {
      const { base, edited } = noteEdited(kind, 'note', 'remark');
      expect(merged(kind, base, base.markdown, edited)).to.equal('*Text*[^1].\n\n[^1]: The remark.\n');
    });

    it(`becomes a link where somebody removes the note on ${kind}`, () => {
      const base = agreement(kind, '*Text*[^1].\n\n*Other*\n\n[^1]: The note.\n');
      const without = withoutLast(base.jira);
      expect(merged(kind, base, base.markdown, without)).to.equal('*Text*[\\[1\\]](#fn-1).\n\n*Other*\n');
    });
  }

  it('can be jumped to in wiki markup', () => {
    const { jira } = agreed('wiki', 'Text[^1].\n\n[^1]: The note.', null);
    expect(jira).to.deep.equal({
      kind: 'wiki',
      wiki: 'Text[\\[1\\]|#fn-1].\n\n{anchor:fn-1}[\\[1\\]|#fnref-1] The note.',
    });
  });
});

function agreement(kind: JiraText['kind'], markdown: string): TextBase {
  return { markdown, jira: agreed(kind, markdown, null).jira };
}

function noteEdited(kind: JiraText['kind'], from: string, to: string) {
  const base = agreement(kind, '*Text*[^1].\n\n[^1]: The note.\n');
  const edited = JSON.parse(JSON.stringify(base.jira).replace(from, to)) as JiraText;
  return { base, edited };
}

function withoutLast(jira: JiraText | null): JiraText {
  if (jira?.kind !== 'adf') return { kind: 'wiki', wiki: jira?.wiki.split('\n\n').slice(0, -1).join('\n\n') ?? '' };
  const { content } = jira.doc;
  return { kind: 'adf', doc: { ...jira.doc, content: Array.isArray(content) ? content.slice(0, -1) : [] } };
}

function merged(kind: JiraText['kind'], base: TextBase, git: string, jira: JiraText): string {
  const outcome = reconcileText({ kind, base, git, jira, people });
  return outcome.kind === 'agreed' ? outcome.markdown : outcome.kind;
}

/** Jira says it all, and what comes back from there does not change any more. */
function itSaysTheSame(kind: JiraText['kind'], title: string, markdown: string): void {
  it(`says the same on ${kind}: ${title}`, () => {
    const { jira, approximated } = agreed(kind, markdown, null);
    expect(approximated).to.deep.equal(title.startsWith('text that folds') ? ['text that folds (line 1)'] : []);
    const back = agreed(kind, '', jira);
    expect(back.carried).to.equal(0);
    expect(agreed(kind, back.markdown, null)).to.deep.include({ jira, approximated });
  });
}

/** The outcome for a text that the other side does not have. */
function agreed(kind: JiraText['kind'], git: string, jira: JiraText | null) {
  const outcome = reconcileText({ kind, base: null, git, jira, people });
  if (outcome.kind !== 'agreed') throw new Error(`${outcome.kind}: ${JSON.stringify(outcome)}`);
  return outcome;
}
