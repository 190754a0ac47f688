import { expect } from 'chai';
import type { JiraText } from '../../../../src/model/text/jira-text.ts';
import { renderTicketFile } from '../../../../src/model/ticket-file-render.ts';
import { type GoldenCase, readGoldenCases } from '../../../support/golden-case.ts';
import { blocksOf, editEachBlock, pullText, pushText, withoutEdit } from '../../../support/golden-text.ts';
import { renderPage } from '../../../support/render-page.ts';
import { FORMAT } from '../ticket-arbitraries.ts';
import { doc } from '../ticket-samples.ts';

/** Something that a person sees in Jira, and that stands in the file, but not on the page that GitHub makes of it. */
const HIDDEN = /^\(only in Jira\) (.*)\n/gm;

/** The front matter is not what this is about. */
const FRONT = '---\ntitle: Golden\n---\n\n';

function pulledFile({ description, comments }: GoldenCase): string {
  const content = {
    values: { title: 'Golden' },
    texts: { description: pullText(description) },
    comments: comments.map(({ author, at, body }) => ({ author, at, body: pullText(body) })),
  };
  return renderTicketFile(content, FORMAT);
}

type Pair = { readonly git: string; readonly jira: JiraText };

/** Each text of a ticket as the file and as Jira holds it. */
function textsOf({ ticket, description, comments }: GoldenCase): readonly Pair[] {
  const file = doc(FRONT + ticket);
  const bodies = file.comments.map(({ body }, at) => ({ git: body, jira: comments[at]?.body ?? description }));
  return [{ git: file.texts.description ?? '', jira: description }, ...bodies];
}

describe('a page rendered from a ticket file', () => {
  for (const golden of readGoldenCases()) {
    describe(golden.name, () => {
      it('is what Jira gives', () => expect(pulledFile(golden)).to.equal(FRONT + golden.ticket));

      it('reads like the page in Jira', () => {
        expect(renderPage(golden.ticket)).to.equal(golden.page.replace(HIDDEN, ''));
        for (const [, words] of golden.page.matchAll(HIDDEN)) expect(golden.ticket).to.contain(words);
      });

      it('changes nothing in Jira when it is pushed back', () => {
        for (const { git, jira } of textsOf(golden)) {
          const base = { markdown: pullText(jira), jira };
          expect(pushText(git, golden.kind, base)).to.deep.equal(jira);
          const longer = pushText(`${git}\n\nOne more.`, golden.kind, base);
          expect(blocksOf(longer).slice(0, -1)).to.deep.equal(blocksOf(jira));
        }
      });

      it('reads the same in a Jira that never had the ticket', () => {
        for (const { git } of textsOf(golden)) {
          expect(renderPage(pullText(pushText(git, golden.kind, null)))).to.equal(renderPage(git));
        }
      });

      it('changes one word in Jira when one is edited, whichever block it stands in', () => {
        for (const { git, jira } of textsOf(golden)) {
          for (const edited of editEachBlock(git)) {
            const now = pushText(edited, golden.kind, { markdown: git, jira });
            expect(renderPage(pullText(now))).to.equal(renderPage(edited));
            expect(withoutEdit(now), edited).to.deep.equal(jira);
          }
        }
      });
    });
  }
});
