import { expect } from 'chai';
import type { AdfNode } from '../../../../src/model/text/jira-text.ts';
import type { TextInput } from '../../../../src/model/text/text-outcome.ts';
import {
  createInlineTextService,
  createTextService,
  type TextService,
} from '../../../../src/reconciler/text/text-service.ts';
import { people } from '../../model/text/people.ts';

function pushed(git: string): TextInput {
  return { kind: 'wiki', base: null, git, jira: null, people };
}

function pulled(wiki: string): TextInput {
  return { kind: 'wiki', base: null, git: '', jira: { kind: 'wiki', wiki }, people };
}

/** Marks that the Markdown parser pairs in a time that grows with the square of their number. */
const slowMarkdown = `${'*a_'.repeat(900)}\n\n`.repeat(12);

describe('text service', () => {
  let service: TextService | null = null;
  afterEach(() => service?.close());

  it('answers in the order of the inputs, plain or not', async () => {
    service = createTextService({ deadlineMs: 10_000, threads: 2 });
    const outcomes = await service.reconcile([
      pulled('plain'),
      pulled('*bold*'),
      pulled('h2. Title'),
      pulled('plain too'),
    ]);
    const texts = outcomes.map((outcome) => (outcome.kind === 'agreed' ? outcome.markdown : outcome.kind));
    expect(texts).to.deep.equal(['plain', '**bold**', '## Title', 'plain too']);
  });

  it('gives the same outcomes as the inline service', async () => {
    service = createTextService({ deadlineMs: 10_000, threads: 2 });
    const inputs = [pushed('- a\n- [x] b'), pushed('```jira\nx'), pulled('{panel}x{panel}'), pulled('[~john.doe] hi')];
    expect(await service.reconcile(inputs)).to.deep.equal(await createInlineTextService().reconcile(inputs));
  });

  it('carries a text past the deadline as a whole, and answers the texts behind it', async () => {
    service = createTextService({ deadlineMs: 150, threads: 1 });
    const [slow, next] = await service.reconcile([pushed(slowMarkdown), pulled('*b*')]);
    expect(slow?.kind === 'agreed' && slow.approximated).to.deep.equal([
      'whole text: too long or too deeply nested to convert',
    ]);
    expect(slow?.kind === 'agreed' && slow.jira?.kind === 'wiki' && slow.jira.wiki).to.contain('*a_*a_*a_');
    expect(next?.kind === 'agreed' && next.markdown).to.equal('**b**');
  });

  it('refuses a document too deep to be given to a thread, and answers the texts behind it', async () => {
    service = createTextService({ deadlineMs: 10_000, threads: 1 });
    let node: AdfNode = { type: 'paragraph', content: [{ type: 'text', text: 'a' }] };
    for (let depth = 0; depth < 20_000; depth += 1) node = { type: 'blockquote', content: [node] };
    const doc: AdfNode = { type: 'doc', version: 1, content: [node] };
    const [deep, next] = await service.reconcile([
      { ...pushed(''), kind: 'adf', jira: { kind: 'adf', doc } },
      pulled('*b*'),
    ]);
    expect(deep).to.deep.include({ kind: 'refused', reason: 'the text in Jira is nested too deeply to be carried' });
    expect(next?.kind === 'agreed' && next.markdown).to.equal('**b**');
  });

  it('answers plain and unchanged texts without a thread', async () => {
    service = createTextService({ deadlineMs: 1, threads: 1 });
    const [outcome] = await service.reconcile([
      { ...pulled(slowMarkdown), base: { markdown: '', jira: { kind: 'wiki', wiki: slowMarkdown } } },
    ]);
    expect(outcome?.kind === 'agreed' && outcome.verdict).to.equal('same');
  });

  it('rejects what is waiting when it is closed', async () => {
    service = createTextService({ deadlineMs: 10_000, threads: 2 });
    const waiting = service.reconcile([pulled('*bold*')]).then(
      () => null,
      (reason: unknown) => reason,
    );
    await service.close();
    expect(await waiting).to.be.instanceOf(Error);
  });
});
