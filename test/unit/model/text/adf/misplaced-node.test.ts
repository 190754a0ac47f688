import { expect } from 'chai';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import { people } from '../people.ts';

const PANEL = '{"type":"panel","attrs":{"panelType":"info","odd":1},"content":[]}';
const STRANGER = '{"type":"hologram"}';

describe('A carrier in Markdown that goes to ADF', () => {
  const CASES: readonly (readonly [title: string, markdown: string, reason: RegExp | null])[] = [
    ['at the top', `\`\`\`adf\n${PANEL}\n\`\`\``, null],
    ['in text that folds', `<details>\n\n\`\`\`adf\n${PANEL}\n\`\`\`\n\n</details>`, null],
    ['in an item', `a\n\n- b\n\n  \`\`\`adf\n  ${PANEL}\n  \`\`\``, /"panel" cannot stand in an item of a list/],
    ['in a quote', `a\n\n> \`\`\`adf\n> ${PANEL}\n> \`\`\``, /"panel" cannot stand in a quote/],
    ['within a line', `a\n\n**b \`${PANEL}\`{=adf}**`, /"panel" cannot stand within a line/],
    ['of an unknown kind', `- b\n\n  \`\`\`adf\n  ${STRANGER}\n  \`\`\``, null],
  ];
  for (const [title, git, reason] of CASES) {
    it(reason === null ? `is sent: ${title}` : `is refused before it is sent: ${title}`, () => {
      const outcome = reconcileText({ kind: 'adf', base: null, git, jira: null, people });
      if (reason === null) expect(outcome.kind).to.equal('agreed');
      else {
        expect(outcome).to.include({ kind: 'refused', line: 3 });
        expect(outcome.kind === 'refused' ? outcome.reason : '').to.match(reason);
      }
    });
  }
});
