import { expect } from 'chai';
import fc from 'fast-check';
import type { MarkdownDialect } from '../../../../../src/model/text/markdown/markdown-dialect.ts';
import { readHtml } from '../../../../../src/model/text/markdown/read-html.ts';
import { renderMarkdown } from '../../../../../src/model/text/markdown/render-markdown.ts';
import { people } from '../people.ts';

const dialect: MarkdownDialect = { carrier: 'jira', people };

/** HTML, and the Markdown of what is shown of it. */
const SHOWN: readonly (readonly [situation: string, html: string, markdown: string])[] = [
  ['words and marks', '<p>a <b>b</b> <i>c</i> <s>d</s> <u>e</u></p>', 'a **b** _c_ ~~d~~ <ins>e</ins>'],
  ['keys and code', 'Press <kbd>Ctrl</kbd> and <code>x | y</code>', 'Press `Ctrl` and `x | y`'],
  [
    'a link and an image',
    '<a href="https://e.com">go</a> <img src="a.png" alt="b">',
    '[go](https://e.com) ![b](a.png)',
  ],
  ['lists', '<ol start="3"><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ol>', '3. a\n   - b\n4. c'],
  ['tasks', '<ul><li><input type="checkbox" checked> done</li></ul>', '- [x] done'],
  ['code', '<pre><code class="language-sh">ls\n  -l\n</code></pre>', '```sh\nls\n  -l\n```'],
  ['a table', '<table><tr><th>a</th></tr><tr><td>b</td></tr></table>', '| a |\n| --- |\n| b |'],
  ['a row that is too short', '<table><tr><th>a<th>b<tr><td>c</table>', '| a | b |\n| --- | --- |\n| c |  |'],
  ['a line break', 'a<br>b', 'a\\\nb'],
  ['a quote and a rule', '<blockquote>a</blockquote><hr>', '> a\n\n---'],
  ['terms', '<dl><dt>a</dt><dd>b</dd></dl>', '**a**\n\nb'],
  ['a film', '<video src="a.mp4"></video>', '[a.mp4](a.mp4)'],
  ['what HTML does not know', 'a List<String> b', 'a List\\<String> b'],
  ['what HTML does not know within code', '<code>List<String> b</code>', '`List<String> b`'],
  ['what HTML does not know within lines of code', '<pre>Map<K, V><br>x</pre>', '```\nMap<K, V>\nx\n```'],
  ['scripts, styles and comments', '<script>x()</script><style>b{}</style><!-- c -->', ''],
  ['a comment that is never closed', 'a<!-- b --><p>c<!-- d', 'a\n\nc\n\n\\<!-- d'],
  ['a declaration', '<?xml version="1.0" a="&amp;"?> a', '\\<?xml version="1.0" a="\\&amp;"?> a'],
  [
    'raw data and a document type',
    '<!DOCTYPE html><p><![CDATA[ <b> ]]> x',
    '\\<!DOCTYPE html>\n\n\\<!\\[CDATA\\[ \\<b> ]]> x',
  ],
  ['what only begins as a declaration', '<p>a</p><?[b|c] <p>d', 'a\n\n\\<?[b|c] \\<p>d'],
  ['what only begins as a document type', 'a <!x and b', 'a\n\n\\<!x and b'],
  ['what only begins as raw data', '<![CDATA[ x > y', '\\<!\\[CDATA\\[ x > y'],
  ['a tag that is never closed', '<p>a</p><a href="x>b</a>', 'a\n\n\\<a href="x>b\\</a>'],
  ['a script that is never closed', '<p>a</p><script> b <i>c</i>', 'a\n\n\\<script> b \\<i>c\\</i>'],
  ['tags without a name', '<>a</> </1 b', '<>a\\</> \\</1 b'],
  ['a template and a title', '<template><p>a</p></template><title>b</title>', '\\<template>\n\na\n\n\\</template>b'],
  ['a closed tag with brackets in its values', '<a title="<?x" href=\'>\'>b</a>', '[b](<\\>> "<?x")'],
  ['tags without words', '<div class="x"><table><tr><td>', ''],
];

describe('HTML that a developer wrote', () => {
  for (const [situation, html, markdown] of SHOWN) {
    it(`shows ${situation}`, () => {
      const blocks = readHtml(html).map((block) => renderMarkdown(block, { dialect, careful: false }));
      expect(blocks.join('\n\n')).to.equal(markdown);
    });
  }

  it('keeps what folds together with its words', () => {
    expect(readHtml('<details open><summary><b>Logs</b> of today</summary>one<p>two</details>')).to.deep.equal([
      {
        kind: 'expand',
        title: 'Logs of today',
        params: [],
        blocks: ['one', 'two'].map((text) => ({ kind: 'paragraph', children: [{ kind: 'text', text }] })),
      },
    ]);
  });

  it('shows every word, whatever tags stand between', () => {
    const tag = fc.constantFrom(
      '<b>',
      '</b>',
      '<p>',
      '<div>',
      '</div>',
      '<td>',
      '<table>',
      '<li>',
      '</ul>',
      '<a href=x>',
    );
    const declared = fc.constantFrom('<?', '?>', '<![CDATA[', ']]>', '<!x', '</', '</>', '<template>', '<title>', '>');
    const more = fc.constantFrom(
      '<h2>',
      '</h2>',
      '<details>',
      '<summary>',
      '<T>',
      '<br>',
      '<pre>',
      '<svg>',
      '<span ',
      '<tr>',
    );
    const part = fc.oneof(
      fc.integer({ min: 0, max: 999 }).map((nth) => ` w${nth} `),
      tag,
      more,
      declared,
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const html = parts.join('').replaceAll('<span ', '<span>');
        const words = JSON.stringify(readHtml(html));
        for (const [word] of html.matchAll(/w\d+/g)) expect(words, html).to.match(new RegExp(`\\b${word}\\b`));
      }),
      { numRuns: 500 },
    );
  });

  for (const tag of [
    '<div>',
    '<b>',
    '<table>',
    '<table><td>',
    '<!--',
    '<a href=x>',
    '<b><p>',
    '<span ',
    '<b></p>',
    '<li>x',
  ]) {
    it(`is read to an end from 32 KB of ${tag}`, () => {
      const shown = readHtml(`${tag.repeat(32_000 / tag.length)} word`);
      expect(shown.length).to.be.lessThan(10_000);
    });
  }
});
