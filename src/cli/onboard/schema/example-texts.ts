import type { Block, Inline, Params, TableCell } from '../../../model/text/tree/text-tree.ts';

/** A form that texts have in ticket files: what it is in Jira, and a tree from which the form is rendered. */
export type ExampleBlock = { readonly name: string; readonly block: Block };

/** The same for a part of a line. */
export type ExampleInline = { readonly name: string; readonly inline: Inline };

const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (...children: readonly Inline[]): Block => ({ kind: 'paragraph', children });
const words = (said: string): Block => paragraph(text(said));
const cell = (header: boolean, said: string, params: Params = []): TableCell => ({
  header,
  params,
  blocks: [words(said)],
});

export const EXAMPLE_BLOCKS: readonly ExampleBlock[] = [
  {
    name: 'Panel: `NOTE`, `TIP`, `IMPORTANT`, `WARNING` or `CAUTION`; a first line in bold is its title',
    block: {
      kind: 'panel',
      tone: 'warning',
      title: 'Before you deploy',
      params: null,
      blocks: [words('Take a backup.')],
    },
  },
  {
    name: 'Expand',
    block: {
      kind: 'expand',
      title: 'Log of the server',
      params: [],
      blocks: [
        { kind: 'code', language: 'text', params: [], meta: null, text: '09:15:02 session expired', plain: false },
      ],
    },
  },
  {
    name: 'Tasks',
    block: {
      kind: 'list',
      ordered: false,
      start: 1,
      loose: false,
      items: [
        { checked: true, blocks: [words('Reproduce it')] },
        { checked: false, blocks: [words('Write a test')] },
      ],
    },
  },
  {
    name: 'Decisions, one taken and one open',
    block: {
      kind: 'decisions',
      items: [
        { decided: true, children: [text('sessions last 30 minutes')] },
        { decided: false, children: [text('who is told when one ends')] },
      ],
    },
  },
  {
    name: 'Code with a title',
    block: {
      kind: 'code',
      language: 'ts',
      params: [['title', 'session.ts']],
      meta: null,
      text: 'export const LIFETIME_MINUTES = 30;',
      plain: false,
    },
  },
  {
    name: 'Table; the bars where every cell is a line',
    block: {
      kind: 'table',
      align: [null, 'right'],
      params: [],
      rows: [
        [cell(true, 'Browser'), cell(true, 'Minutes')],
        [cell(false, 'Firefox'), cell(false, '5')],
      ],
    },
  },
  {
    name: 'Table with cells that span, or that hold lists or code',
    block: {
      kind: 'table',
      align: [],
      params: [],
      rows: [[cell(true, 'Measured in both', [['colspan', '2']])], [cell(false, 'Firefox'), cell(false, '5')]],
    },
  },
  {
    name: 'Columns',
    block: {
      kind: 'columns',
      params: [],
      columns: [
        { width: '50%', blocks: [words('Before')] },
        { width: '50%', blocks: [words('After')] },
      ],
    },
  },
];

export const EXAMPLE_INLINES: readonly ExampleInline[] = [
  { name: 'person of `.tract/users.yaml`', inline: { kind: 'mention', name: 'jdoe', label: null } },
  { name: 'person who is not in it', inline: { kind: 'mention', name: '5b10ac8d', label: 'Jane Roe' } },
  {
    name: 'attachment of the ticket',
    inline: { kind: 'link', href: 'attachment:trace.log', title: null, children: [text('trace.log')] },
  },
  {
    name: 'image that is attached',
    inline: { kind: 'image', src: 'login.png', alt: 'The login page', title: null, params: [] },
  },
  {
    name: 'the same, small',
    inline: { kind: 'image', src: 'login.png', alt: '', title: null, params: [['thumbnail', '']] },
  },
  { name: 'colour of words', inline: { kind: 'span', name: 'color', value: 'red', children: [text('broken')] } },
  {
    name: 'colour behind words',
    inline: { kind: 'span', name: 'background', value: '#fffae6', children: [text('marked')] },
  },
  { name: 'status', inline: { kind: 'span', name: 'status', value: 'blue', children: [text('In progress')] } },
  {
    name: 'date',
    inline: { kind: 'span', name: 'date', value: '2026-02-10', children: [text('2026-02-10')] },
  },
  {
    name: "emoji of Jira's own",
    inline: { kind: 'span', name: 'emoji', value: 'atl-check', children: [text(':check:')] },
  },
  { name: 'underlined', inline: { kind: 'styled', style: 'insert', children: [text('added')] } },
  { name: 'struck through', inline: { kind: 'styled', style: 'strike', children: [text('removed')] } },
  { name: 'raised', inline: { kind: 'styled', style: 'superscript', children: [text('2')] } },
  { name: 'lowered', inline: { kind: 'styled', style: 'subscript', children: [text('2')] } },
  { name: 'address shown as a card', inline: { kind: 'url', url: 'https://example.com/plan', bracketed: true } },
  { name: 'place to link to', inline: { kind: 'span', name: 'anchor', value: 'steps', children: [] } },
];

/** What Markdown has no word for, as it is carried in a block of its own. */
export const CARRIED: Block = { kind: 'raw', source: '{html}\n<canvas id="plan"></canvas>\n{html}' };
