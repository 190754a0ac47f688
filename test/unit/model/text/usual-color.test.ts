import { expect } from 'chai';
import type { AdfNode, JiraText } from '../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import type { TextBase } from '../../../../src/model/text/text-outcome.ts';
import { people } from './people.ts';

function agreed(base: TextBase | null, git: string, jira: JiraText | null) {
  const outcome = reconcileText({ kind: jira?.kind ?? 'wiki', base, git, jira, people });
  if (outcome.kind !== 'agreed') throw new Error(JSON.stringify(outcome));
  return outcome;
}

const USUAL: AdfNode = { type: 'textColor', attrs: { color: '#172B4D' } };

function adf(...content: readonly AdfNode[]): JiraText {
  return { kind: 'adf', doc: { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] } };
}

describe('the colour that text has in Jira anyway', () => {
  const jira: JiraText = { kind: 'wiki', wiki: 'The {color:#172b4d}pasted *words*{color}{color:#ff0000}!{color} end' };
  const markdown = 'The pasted **words**<span style="color: #ff0000">!</span> end';

  it('says nothing in wiki markup', () => {
    expect(agreed(null, '', jira).markdown).to.equal(markdown);
  });

  it('says nothing in a document', () => {
    const text = adf(
      { type: 'text', text: 'The ' },
      { type: 'text', text: 'pasted', marks: [USUAL] },
      { type: 'text', text: ' words', marks: [{ type: 'strong' }, USUAL] },
      { type: 'text', text: '.', marks: [{ type: 'backgroundColor', attrs: { color: '#172b4d' } }] },
    );
    expect(agreed(null, '', text).markdown).to.equal(
      'The pasted **words**<span style="background-color: #172b4d">.</span>',
    );
  });

  it('says nothing in Markdown', () => {
    const spans = 'The <span style="color: #172B4D">pasted **words**</span><span style="color: #ff0000">!</span> end';
    expect(agreed(null, spans, jira).verdict).to.be.oneOf(['converged', 'same']);
    expect(agreed(null, '<div><p style="color: #172b4d">one</p></div>', null).jira).to.deep.equal({
      kind: 'wiki',
      wiki: 'one',
    });
  });

  it('stays in Jira around words that nobody edits', () => {
    const pulled = agreed(null, '', jira);
    const edited = agreed(pulled, markdown.replace('end', 'end, and more'), pulled.jira);
    expect(edited.jira).to.deep.equal({ kind: 'wiki', wiki: `${jira.kind === 'wiki' ? jira.wiki : ''}, and more` });
  });

  it('stays in a document around words that nobody edits', () => {
    const pasted: AdfNode = { type: 'text', text: 'pasted', marks: [{ type: 'strong' }, USUAL] };
    const pulled = agreed(null, '', adf(pasted, { type: 'text', text: ' end' }));
    const edited = agreed(pulled, '**pasted** end, and more', pulled.jira);
    expect(edited.jira).to.deep.equal(adf(pasted, { type: 'text', text: ' end, and more' }));
  });
});
