import { expect } from 'chai';
import type { AdfNode, JiraText } from '../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import type { TextBase, TextInput, TextOutcome } from '../../../../src/model/text/text-outcome.ts';
import { people } from './people.ts';

type Agreed = Extract<TextOutcome, { kind: 'agreed' }>;

function wiki(text: string): JiraText {
  return { kind: 'wiki', wiki: text };
}

function doc(...content: readonly AdfNode[]): JiraText {
  return { kind: 'adf', doc: { type: 'doc', version: 1, content } };
}

function paragraph(text: string): AdfNode {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function agreed(input: Omit<TextInput, 'people'>): Agreed {
  const outcome = reconcileText({ ...input, people });
  if (outcome.kind !== 'agreed') throw new Error(`expected an agreement, got ${JSON.stringify(outcome)}`);
  return outcome;
}

function pull(text: string): Agreed {
  return agreed({ kind: 'wiki', base: null, git: '', jira: wiki(text) });
}

function push(git: string, base: TextBase | null = null): string | null {
  const { jira } = agreed({ kind: 'wiki', base, git, jira: base?.jira ?? null });
  return jira?.kind === 'wiki' ? jira.wiki : null;
}

describe('reconcileText: verdicts', () => {
  const base: TextBase = { markdown: 'One\n\nTwo', jira: wiki('One\r\n\r\nTwo') };

  it('neither side changed: same, with both inputs as they are', () => {
    const outcome = agreed({ kind: 'wiki', base, git: 'One\r\n\r\nTwo\r\n', jira: wiki('One\n\nTwo\n') });
    expect(outcome).to.include({ verdict: 'same', markdown: 'One\r\n\r\nTwo\r\n' });
    expect(outcome.jira).to.deep.equal(wiki('One\n\nTwo\n'));
  });

  it('git changed one block: Jira keeps the bytes of the other and its line ends', () => {
    const outcome = agreed({ kind: 'wiki', base, git: 'One\n\n**Two**\n\n- a\n- b', jira: base.jira });
    expect(outcome.verdict).to.equal('git');
    expect(outcome.jira).to.deep.equal(wiki('One\r\n\r\n*Two*\r\n\r\n* a\r\n* b'));
  });

  it('Jira changed one block: Markdown keeps the bytes of the other', () => {
    const odd: TextBase = { markdown: '__One__  \nmore\n\n* x\n+ y', jira: wiki('*One*\nmore\n\n* x\n\n* y') };
    const outcome = agreed({ kind: 'wiki', base: odd, git: odd.markdown, jira: wiki('*One*\nmore\n\n* x\n\n* z') });
    expect(outcome.verdict).to.equal('jira');
    expect(outcome.markdown.startsWith('__One__  \nmore\n\n')).to.equal(true);
    expect(outcome.markdown).to.contain('- z');
  });

  it('a text pulled into a CRLF document follows its line ends', () => {
    const crlf: TextBase = { markdown: 'One\r\n\r\nTwo', jira: wiki('One\n\nTwo') };
    const outcome = agreed({ kind: 'wiki', base: crlf, git: crlf.markdown, jira: wiki('One\n\nNew\nline') });
    expect(outcome.markdown).to.equal('One\r\n\r\nNew\\\r\nline');
  });

  it('both made the same change: converged', () => {
    const outcome = agreed({ kind: 'wiki', base, git: 'One\n\n*Two*', jira: wiki('One\n\n_Two_') });
    expect(outcome).to.include({ verdict: 'converged', markdown: 'One\n\n*Two*' });
  });

  it('edits of different blocks stand together on both sides', () => {
    const outcome = agreed({ kind: 'wiki', base, git: 'One more\n\nTwo', jira: wiki('One\r\n\r\nTwo *too*') });
    expect(outcome).to.include({ verdict: 'merged', markdown: 'One more\n\nTwo **too**' });
    expect(outcome.jira).to.deep.equal(wiki('One more\r\n\r\nTwo *too*'));
  });

  it('edits of different words of one line stand together', () => {
    const line: TextBase = { markdown: 'The quick brown fox jumps', jira: wiki('The quick brown fox jumps') };
    const outcome = agreed({
      kind: 'wiki',
      base: line,
      git: 'The slow brown fox jumps',
      jira: wiki('The quick brown fox sleeps'),
    });
    expect(outcome.markdown).to.equal('The slow brown fox sleeps');
    expect(outcome.jira).to.deep.equal(wiki('The slow brown fox sleeps'));
  });

  it('edits of the same words are a conflict that shows all three as Markdown', () => {
    const outcome = reconcileText({
      kind: 'wiki',
      base,
      git: 'One\n\nTwo git',
      jira: wiki('One\r\n\r\n*Three*'),
      people,
    });
    expect(outcome).to.deep.equal({
      kind: 'conflict',
      base: 'One\n\nTwo',
      git: 'One\n\nTwo git',
      jira: 'One\n\n**Three**',
    });
  });

  it('first meeting: the same meaning converges, another one is a conflict', () => {
    expect(agreed({ kind: 'wiki', base: null, git: '**x**', jira: wiki('*x*') }).verdict).to.equal('converged');
    expect(reconcileText({ kind: 'wiki', base: null, git: 'x', jira: wiki('y'), people }).kind).to.equal('conflict');
  });

  it('a text removed on one side is removed on the other', () => {
    expect(agreed({ kind: 'wiki', base, git: '', jira: base.jira }).jira).to.equal(null);
    expect(agreed({ kind: 'wiki', base, git: base.markdown, jira: null }).markdown.trim()).to.equal('');
  });
});

describe('reconcileText: carriers', () => {
  it('carries what Markdown has no word for, and gives back its exact bytes', () => {
    const text = 'Before\r\n\r\n{excerpt:hidden=true}\r\n```x```\r\n{excerpt}\r\n\r\nAfter';
    const pulled = pull(text);
    expect(pulled.markdown).to.contain('````jira\n{excerpt:hidden=true}\n```x```\n{excerpt}\n````');
    expect(pulled.carried).to.equal(1);
    expect(push(pulled.markdown.replace('After', 'Afterwards'), pulled)).to.equal(text.replace('After', 'Afterwards'));
  });

  it('a code block in the language jira is no carrier', () => {
    const pulled = pull('{code:jira}\nx *y*\n{code}');
    expect(pulled.markdown).to.contain('{code:jira}');
    expect(push(pulled.markdown)).to.equal('{code:jira}\nx *y*\n{code}');
  });

  it('a carrier without its closing line is refused with its line', () => {
    const outcome = reconcileText({ kind: 'wiki', base: null, git: 'a\n\n```jira\n{panel}', jira: null, people });
    expect(outcome).to.deep.equal({ kind: 'refused', line: 3, reason: 'the jira block has no closing ``` line' });
  });

  it('a carrier with broken JSON is refused with its line', () => {
    const outcome = reconcileText({ kind: 'adf', base: null, git: 'a\n\n```adf\n{"type": \n```', jira: null, people });
    expect(outcome).to.include({ kind: 'refused', line: 3 });
  });

  it('a document nested deeper than any editor makes it is refused', () => {
    let node: AdfNode = paragraph('deep');
    for (let depth = 0; depth < 20_000; depth += 1) node = { type: 'blockquote', content: [node] };
    const outcome = reconcileText({ kind: 'adf', base: null, git: '', jira: doc(node), people });
    expect(outcome).to.include({ kind: 'refused' });
  });

  it('an unknown node of ADF comes back as it was', () => {
    const card: AdfNode = { type: 'hologram', attrs: { depth: 3, localId: 'l1' } };
    const pulled = agreed({ kind: 'adf', base: null, git: '', jira: doc(paragraph('x'), card) });
    const pushed = agreed({ kind: 'adf', base: null, git: pulled.markdown, jira: null });
    expect(pushed.jira).to.deep.equal(doc(paragraph('x'), card));
  });
});

describe('reconcileText: Markdown that Jira cannot say', () => {
  it('is shown in a readable form, stays as it is in git, and is disclosed', () => {
    const git =
      'Text[^1] with <kbd>Ctrl</kbd>\n\n- [ ] todo\n- [x] done\n\n<div align="center">hi</div>\n\n[^1]: Note.';
    const outcome = agreed({ kind: 'wiki', base: null, git, jira: null });
    expect(outcome.markdown).to.equal(git);
    expect(outcome.approximated).to.deep.equal(['task list (line 3)', 'HTML (line 6)']);
    const text = outcome.jira?.kind === 'wiki' ? outcome.jira.wiki : '';
    for (const words of ['{{Ctrl}}', '* [ ] todo', '* [x] done', 'hi', 'Note.']) expect(text).to.contain(words);
  });

  it('stays as it is in git when Jira changes another block', () => {
    const base: TextBase = { markdown: '<details>\n\nx\n\n</details>\n\nlast', jira: null };
    const pushed = agreed({ kind: 'wiki', base: null, git: base.markdown, jira: null });
    const jira = pushed.jira?.kind === 'wiki' ? pushed.jira.wiki : '';
    const outcome = agreed({
      kind: 'wiki',
      base: pushed,
      git: base.markdown,
      jira: wiki(jira.replace('last', 'final')),
    });
    expect(outcome.markdown).to.equal('<details>\n\nx\n\n</details>\n\nfinal');
  });
});

describe('reconcileText: mentions', () => {
  it('name the person on both sides, and survive someone unknown', () => {
    expect(pull('[~john.doe]: ask [~nobody].').markdown).to.equal('@john.doe: ask [@nobody](mention:nobody).');
    expect(push('@john.doe: ask @nobody and [@nobody](mention:nobody).')).to.equal(
      '[~john.doe]: ask @nobody and [~nobody].',
    );
    expect(pull('mail @john.doe').markdown).to.equal('mail \\@john.doe');
    expect(push('ask [@No Body](mention:nobody)')).to.equal('ask [~nobody]');
    expect(pull('[~constructor]').markdown).to.equal('[@constructor](mention:constructor)');
  });

  it('are nodes in ADF', () => {
    const node: AdfNode = {
      type: 'paragraph',
      content: [{ type: 'mention', attrs: { id: '5b10ac8d82e05b22cc7d4ef5', text: '@Jane' } }],
    };
    expect(agreed({ kind: 'adf', base: null, git: '', jira: doc(node) }).markdown).to.equal('@jane');
    const pushed = agreed({ kind: 'adf', base: null, git: 'hi @jane', jira: null }).jira;
    expect(JSON.stringify(pushed)).to.contain('"id":"5b10ac8d82e05b22cc7d4ef5"');
  });
});
