import { expect } from 'chai';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import type { TextOutcome } from '../../../../../src/model/text/text-outcome.ts';
import { people } from '../people.ts';

type Both = { readonly wiki: string; readonly git: string; readonly jira: string; readonly markdown?: string };

/** `wiki` is what both agreed on, in `markdown` or as it is pulled. */
function meet({ wiki, git, jira, markdown }: Both): TextOutcome {
  const agreed = { kind: 'wiki', wiki } as const;
  const pulled = reconcileText({ kind: 'wiki', base: null, git: '', jira: agreed, people });
  const text = markdown ?? (pulled.kind === 'agreed' ? pulled.markdown : '');
  const base = { markdown: text, jira: agreed };
  return reconcileText({ kind: 'wiki', base, git, jira: { kind: 'wiki', wiki: jira }, people });
}

function merged(both: Both): readonly [markdown: string, wiki: string] {
  const outcome = meet(both);
  if (outcome.kind !== 'agreed') throw new Error(JSON.stringify(outcome));
  expect(outcome.verdict).to.equal('merged');
  return [outcome.markdown, outcome.jira?.kind === 'wiki' ? outcome.jira.wiki : ''];
}

describe('both sides changed one text', () => {
  it('different items of one list: each side keeps its markers', () => {
    const both = {
      wiki: '- one\n- two\n- three',
      markdown: '* one\n* two\n* three',
      git: '* ONE\n* two\n* three',
      jira: '- one\n- two\n- THREE',
    };
    expect(merged(both)).to.deep.equal(['* ONE\n* two\n* THREE', '- ONE\n- two\n- THREE']);
  });

  it('a row added here and a cell edited there', () => {
    const both = {
      wiki: '||a||b||\n|1|2|',
      markdown: '|a|b|\n|-|-|\n|1|2|',
      git: '|a|b|\n|-|-|\n|1|2|\n|3|4|',
      jira: '||a||b||\n|1|two|',
    };
    expect(merged(both)).to.deep.equal(['|a|b|\n|-|-|\n|1|two|\n|3|4|', '||a||b||\n|1|two|\n|3|4|']);
  });

  it('a column added on both sides is left to a person', () => {
    const both = { wiki: '||a||\n|1|', git: '| a | b |\n| --- | --- |\n| 1 | 2 |', jira: '||a||c||\n|1|3|' };
    expect(meet(both).kind).to.equal('conflict');
  });

  it('different lines of one block of code', () => {
    const both = {
      wiki: '{code:java}\na();\nb();\n{code}',
      git: '```java\nA();\nb();\n```',
      jira: '{code:java}\na();\nB();\n{code}',
    };
    expect(merged(both)).to.deep.equal(['```java\nA();\nB();\n```', '{code:java}\nA();\nB();\n{code}']);
  });

  it('a fence opened here and a paragraph added there would swallow it: left to a person', () => {
    const both = { wiki: 'one\n\ntwo', git: 'one\n\n~~~\n\ntwo', jira: 'one\n\ntwo\n\nthree' };
    expect(meet(both).kind).to.equal('conflict');
  });

  it('a container closed here and filled there: left to a person', () => {
    const markdown = '<details>\n\na\n\n</details>\n\nb';
    const pushed = reconcileText({ kind: 'wiki', base: null, git: markdown, jira: null, people });
    const wiki = pushed.kind === 'agreed' && pushed.jira?.kind === 'wiki' ? pushed.jira.wiki : '';
    const git = '<div>\n\na\n\n</details>\n\nb';
    const outcome = meet({ wiki, markdown, git, jira: wiki.replace(/b$/, 'b\n\nc') });
    if (outcome.kind === 'agreed') expect(outcome.markdown).to.equal(`${git}\n\nc`);
    else expect(outcome.kind).to.equal('conflict');
  });

  it('a carrier edited here and another block there', () => {
    const both = {
      wiki: 'a\n\n{chart:type=pie}',
      git: 'a\n\n```jira\n{chart:type=bar}\n```',
      jira: 'A\n\n{chart:type=pie}',
    };
    const [markdown, wiki] = merged(both);
    expect(wiki).to.equal('A\n\n{chart:type=bar}');
    expect(markdown).to.contain('{chart:type=bar}').and.match(/^A\n/);
  });

  it('a paragraph joined here and edited there merges only where the words allow it', () => {
    const both = { wiki: 'one two\n\nthree four', git: 'one two three four' };
    expect(meet({ ...both, jira: 'one 2\n\nthree four' }).kind).to.equal('conflict');
    const outcome = meet({ ...both, jira: '1 two\n\nthree four' });
    expect(outcome.kind === 'agreed' ? outcome.markdown : outcome.kind).to.equal('1 two three four');
  });

  it('something appended here and the last paragraph edited there', () => {
    const both = { wiki: 'one\r\n\r\ntwo', git: 'one\n\ntwo\n\nthree', jira: 'one\r\n\r\nTWO' };
    expect(merged(both)).to.deep.equal(['one\n\nTWO\n\nthree', 'one\r\n\r\nTWO\r\n\r\nthree']);
  });

  it('the same paragraph rewritten twice is a conflict with all three versions as Markdown', () => {
    expect(meet({ wiki: '*old*', git: '**mine**', jira: '*yours*' })).to.deep.equal({
      kind: 'conflict',
      base: '**old**',
      git: '**mine**',
      jira: '**yours**',
    });
  });

  it('removed here and edited there is a conflict', () => {
    expect(meet({ wiki: 'one\n\ntwo', git: 'one', jira: 'one\n\ntwo too' }).kind).to.equal('conflict');
  });
});

describe('one side changed', () => {
  function pull(wiki: string, markdown: string, edited: string): string {
    const base = { markdown, jira: { kind: 'wiki', wiki } } as const;
    const outcome = reconcileText({ kind: 'wiki', base, git: markdown, jira: { kind: 'wiki', wiki: edited }, people });
    return outcome.kind === 'agreed' ? outcome.markdown : outcome.kind;
  }

  function push(markdown: string, wiki: string, edited: string): string {
    const jira = { kind: 'wiki', wiki } as const;
    const outcome = reconcileText({ kind: 'wiki', base: { markdown, jira }, git: edited, jira, people });
    return outcome.kind === 'agreed' && outcome.jira?.kind === 'wiki' ? outcome.jira.wiki : outcome.kind;
  }

  it('keeps what Markdown says beyond Jira in an edited block', () => {
    const markdown = 'Text[^1] with words.\n\n[^1]: Note.';
    const pushed = push('', '', markdown);
    const edited = pull(pushed, markdown, pushed.replace('words', 'better words'));
    expect(edited).to.equal('Text[^1] with better words.\n\n[^1]: Note.');
  });

  it('keeps a link by reference when words beside it change', () => {
    const markdown = 'See [the page][p] today.\n\n[p]: https://e.com';
    const pushed = push('', '', markdown);
    expect(pull(pushed, markdown, pushed.replace('today', 'now'))).to.equal(
      'See [the page][p] now.\n\n[p]: https://e.com',
    );
  });

  it('a paragraph that became a heading', () => {
    expect(
      push('One\n\nTwo words\n\nThree', 'One\r\n\r\nTwo  words\r\n\r\nThree', 'One\n\n## Two words\n\nThree'),
    ).to.equal('One\r\n\r\nh2. Two  words\r\n\r\nThree');
  });

  it('paragraphs joined and split keep how their words were written', () => {
    expect(push('a b\n\nc d', 'a _b_\n\nc d', 'a b c d')).to.equal('a b c d');
    expect(pull('a *b*\n\nc d', 'a __b__\n\nc d', 'a *b* c d')).to.equal('a __b__ c d');
    expect(pull('a *b* c d', 'a __b__ c\nd', 'a *b*\n\nc d')).to.equal('a __b__\n\nc\nd');
  });

  it('one of several equal blocks removed', () => {
    expect(push('same\n\nsame\n\nsame', 'same\n\n\nsame\n\nsame', 'same\n\nsame')).to.match(/^same\n\n\n?same$/);
  });

  it('does not take a patch that would read otherwise', () => {
    expect(pull('* a\n* b', '* a\n\n\n* b', '* a\n* b\n* c')).to.match(/[*-] a\s+[*-] b\s+[*-] c/);
    expect(push('x\n\n1. y', 'x\n\n# y', 'x\n\n1. y\n\n   z')).to.contain('z');
  });

  it('an edit beside a text that is carried does not touch it', () => {
    const wiki = 'a\r\n\r\n{chart:type=pie|x=1}\r\nb | c\r\n{chart}\r\n\r\nz';
    const pulled = pull('', '', wiki);
    expect(push(pulled, wiki, pulled.replace(/z$/, 'Z'))).to.equal(wiki.replace(/z$/, 'Z'));
  });

  it('a text past the caps comes back as it was', () => {
    const wiki = `*b* ${'word '.repeat(21_000)}`.trimEnd();
    const pulled = pull('', '', wiki);
    expect(pulled).to.match(/^```jira\n\*b\*/);
    expect(push('', '', pulled)).to.equal(wiki);
    const markdown = `**b** ${'word '.repeat(21_000)}`;
    expect(push('', '', markdown)).to.equal(`{noformat}\n${markdown}\n{noformat}`);
  });
});
