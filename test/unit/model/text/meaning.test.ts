import { expect } from 'chai';
import type { JiraText } from '../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
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
  for (const kind of KINDS) {
    for (const [title, markdown] of Object.entries(SAME)) {
      it(`says the same on ${kind}: ${title}`, () => {
        const { jira, approximated } = agreed(kind, markdown, null);
        expect(approximated).to.deep.equal([]);
        const back = agreed(kind, '', jira).markdown;
        const again = agreed(kind, back, null);
        expect(again.jira).to.deep.equal(jira);
        expect(agreed(kind, '', again.jira).markdown).to.equal(back);
      });
    }
  }

  it('tells a caption of plain words as the title of the image', () => {
    const figure = '<figure>\n\n![](https://example.com/a.png)\n\n<figcaption>\n\nThe flow\n\n</figcaption>\n</figure>';
    const { jira } = agreed('adf', figure, null);
    expect(agreed('adf', '', jira).markdown).to.equal('![](https://example.com/a.png "The flow")');
  });

  it('writes a caption with formatting as a figure', () => {
    const figure =
      '<figure>\n\n![](https://example.com/a.png)\n\n<figcaption>\n\nThe **flow**\n\n</figcaption>\n</figure>';
    const { jira } = agreed('adf', figure, null);
    expect(agreed('adf', '', jira).markdown).to.equal(figure);
  });
});

/** The outcome for a text that the other side does not have. */
function agreed(kind: JiraText['kind'], git: string, jira: JiraText | null) {
  const outcome = reconcileText({ kind, base: null, git, jira, people });
  if (outcome.kind !== 'agreed') throw new Error(`${outcome.kind}: ${JSON.stringify(outcome)}`);
  return outcome;
}
