import { expect } from 'chai';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import { people } from './people.ts';

/** Wiki markup and the Markdown it becomes; each pair holds in both directions. */
const PAIRS: readonly (readonly [situation: string, wiki: string, markdown: string])[] = [
  ['a heading', 'h3. Expected', '### Expected'],
  ['line breaks', 'one\ntwo', 'one\\\ntwo'],
  ['emphasis', '*b* _i_ -d- +u+ x^2^ {{m}}', '**b** _i_ ~~d~~ <ins>u</ins> x^2^ `m`'],
  ['emphasis within a word', 'un{*}believ{*}able', 'un**believ**able'],
  ['nested lists', '* a\n*# b\n*# c\n* d', '- a\n  1. b\n  2. c\n- d'],
  ['items that stand apart', '* a\n\n* b', '- a\n\n- b'],
  ['code in an item', '* a\n{code:sh}\nls\n{code}\n* b', '- a\n\n  ```sh\n  ls\n  ```\n- b'],
  ['code with a title', '{code:java|title=A b.java}\nx\n{code}', '```java title="A b.java"\nx\n```'],
  ['code without a language', '{noformat}\n*x*\n{noformat}', '```\n*x*\n```'],
  ['code with fences', '{code:md}\n```\n{code}', '````md\n```\n````'],
  ['a link', '[a *b*|https://e.com/x_y]', '[a **b**](https://e.com/x_y)'],
  ['a link with a tip', '[a|https://e.com|tip]', '[a](https://e.com "tip")'],
  ['addresses', 'https://e.com/a_b_c and [https://e.com/x]', 'https://e.com/a_b_c and <https://e.com/x>'],
  ['an image', '!a.png|alt=Login!', '![Login](a.png)'],
  ['a rule', '----', '---'],
  ['a quote', '{quote}\na\n\nb\n{quote}', '> a\n>\n> b'],
  ['a table', '||a||b||\n|1|x \\| y|', '| a | b |\n| --- | --- |\n| 1 | x \\| y |'],
  ['plain underscores', 'my_var_name of a__b', 'my_var_name of a__b'],
  ['plain marks', '5 * 3 - 2 and a < b && c', '5 * 3 - 2 and a < b && c'],
  ['something like HTML', 'List<T> and </div>', 'List\\<T> and \\</div>'],
  ['a line like a Markdown list', '1) a\n2) b', '1\\) a\\\n2) b'],
  ['a line like a Markdown heading', 'x\n#1 and\n## y', 'x\\\n#1 and\n\n1. y'],
];

function pulled(wiki: string): string {
  const outcome = reconcileText({ kind: 'wiki', base: null, git: '', jira: { kind: 'wiki', wiki }, people });
  return outcome.kind === 'agreed' ? outcome.markdown : outcome.kind;
}

function pushed(git: string): string {
  const outcome = reconcileText({ kind: 'wiki', base: null, git, jira: null, people });
  return outcome.kind === 'agreed' && outcome.jira?.kind === 'wiki' ? outcome.jira.wiki : outcome.kind;
}

describe('wiki markup and Markdown', () => {
  for (const [situation, wiki, markdown] of PAIRS.slice(0, -1)) {
    it(`${situation}: wiki to Markdown`, () => expect(pulled(wiki)).to.equal(markdown));
    it(`${situation}: Markdown to wiki`, () => expect(pushed(markdown)).to.equal(wiki));
  }

  it('escapes what Jira would interpret', () => {
    expect(pushed('\\*a\\* {code} \\[x|http://e.com] C:\\\\\\\\srv h1. x')).to.equal(
      '\\*a* \\{code} \\[x|http://e.com] C:&#92;\\srv h1. x',
    );
    expect(pushed('h1. x')).to.equal('h1&#46; x');
    expect(pushed('h1.x')).to.equal('h1&#46;x');
  });

  it('reads what a developer wrote in other words', () => {
    expect(pushed('__b__ *i*\nsame line\n\nTitle\n=====\n\n+ a\n+ b')).to.equal(
      '*b* _i_ same line\n\nh1. Title\n\n* a\n* b',
    );
  });
});
