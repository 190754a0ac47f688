import { expect } from 'chai';
import type { JiraText } from '../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import { imageName } from '../../../../src/model/text/tree/image-name.ts';
import { people } from './people.ts';

function agreed(kind: 'wiki' | 'adf', git: string, jira: JiraText | null) {
  const outcome = reconcileText({ kind, base: null, git, jira, people });
  if (outcome.kind !== 'agreed') throw new Error(JSON.stringify(outcome));
  return outcome;
}

const media = (attrs: Readonly<Record<string, unknown>>): JiraText => ({
  kind: 'adf',
  doc: {
    type: 'doc',
    version: 1,
    content: [{ type: 'mediaSingle', attrs: { layout: 'center' }, content: [{ type: 'media', attrs }] }],
  },
});

describe('an image without words', () => {
  const WIKI: readonly (readonly [wiki: string, markdown: string])[] = [
    ['!shot.png|thumbnail!', '![shot.png](shot.png "thumbnail")'],
    ['!my shot_1*.png!', '![my shot\\_1\\*.png](<my shot_1*.png>)'],
    ['!https://e.com/a/b.png?x=1#y!', '![b.png](https://e.com/a/b.png?x=1#y)'],
    ['!https://e.com/!', '![](https://e.com/)'],
    ['!shot.png|alt=The login!', '![The login](shot.png)'],
  ];
  for (const [wiki, markdown] of WIKI) {
    it(`is named in Markdown and nowhere else: ${wiki}`, () => {
      expect(agreed('wiki', '', { kind: 'wiki', wiki }).markdown).to.equal(markdown);
      expect(agreed('wiki', markdown, null).jira).to.deep.equal({ kind: 'wiki', wiki });
    });
  }

  it('says the same as one whose words are its name', () => {
    for (const wiki of ['!a.png|alt=a.png!', '!a.png!']) {
      for (const markdown of ['![a.png](a.png)', '![](a.png)', '<img src="a.png" alt="a.png">']) {
        expect(agreed('wiki', markdown, { kind: 'wiki', wiki }).verdict).to.be.oneOf(['converged', 'same']);
      }
    }
  });

  it('is named in Markdown where Jira shows an image of a page', () => {
    const jira = media({ type: 'external', url: 'https://e.com/a.png' });
    expect(agreed('adf', '', jira).markdown).to.equal('![a.png](https://e.com/a.png)');
    expect(agreed('adf', '![a.png](https://e.com/a.png)', null).jira).to.deep.equal(jira);
  });

  it('has the words of Jira where an id is all that is known of the file', () => {
    const id = { type: 'file', id: '0c1d-2e', collection: '' };
    expect(agreed('adf', '', media(id)).markdown).to.match(/^!\[\]\(media:0c1d-2e/);
    const named = agreed('adf', '', media({ ...id, alt: 'a.png' })).markdown;
    expect(named).to.match(/^!\[a\.png\]\(media:0c1d-2e/);
    expect(agreed('adf', named, null).jira).to.deep.equal(media({ ...id, alt: 'a.png' }));
  });

  it('has no name in the image itself', () => {
    expect(imageName('data:image/png;base64,AAAA/BBBB')).to.equal('');
  });
});
