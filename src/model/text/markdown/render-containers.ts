import type { Block, PanelBlock, Params, TableBlock } from '../tree/text-tree.ts';
import { COLUMN_MARK, COLUMNS_MARK, isOwnOfCell, isOwnOfDetails, isOwnOfPlace } from './html-forms.ts';
import { renderPanelComment } from './panel-comment.ts';
import { dataAttributes, encodeReferences, renderTag } from './tags.ts';

/** How what stands within is rendered; '' for no blocks. */
type RenderInner = (blocks: readonly Block[]) => string;

/** The lines of an alert, without the marks of the quote that it stands in. */
export function renderPanelLines(panel: PanelBlock, render: RenderInner): string {
  const head = [`[!${panel.tone.toUpperCase()}]`, ...(panel.params === null ? [] : [renderPanelComment(panel.params)])];
  const title: readonly Block[] = panel.title === null ? [] : [titleBlock(panel.title)];
  const blocks = [...title, ...panel.blocks];
  const body = render(blocks);
  if (body === '') return head.join('\n');
  return `${head.join('\n')}${blocks[0]?.kind === 'paragraph' ? '\n' : '\n\n'}${body}`;
}

function titleBlock(title: string): Block {
  return {
    kind: 'paragraph',
    children: [{ kind: 'styled', style: 'strong', children: [{ kind: 'text', text: title }] }],
  };
}

export function renderExpand(block: Extract<Block, { kind: 'expand' }>, render: RenderInner): string {
  const open = renderTag('details', dataAttributes(block.params, isOwnOfDetails));
  const summary = block.title === '' ? '' : `\n<summary>${encodeReferences(block.title)}</summary>`;
  return `${open}${summary}${within(render(block.blocks))}\n</details>`;
}

export function renderColumns(block: Extract<Block, { kind: 'columns' }>, render: RenderInner): string {
  const open = renderTag('div', [[COLUMNS_MARK, ''], ...dataAttributes(block.params, none)]);
  const columns = block.columns.map(({ width, blocks }) => {
    return `${renderTag('div', [[COLUMN_MARK, width ?? '']])}${within(render(blocks))}\n</div>`;
  });
  return [open, ...columns, '</div>'].join('\n');
}

export function renderPlaced(place: Params, body: string): string {
  return `${renderTag('div', dataAttributes(place, isOwnOfPlace))}${within(body)}\n</div>`;
}

export function renderFigure(image: string, caption: string): string {
  const shown = caption === '' ? '' : `\n<figcaption>${within(caption)}\n</figcaption>`;
  return `<figure>${within(image)}${shown}\n</figure>`;
}

/** A table whose cells hold whole blocks. */
export function renderHtmlTable(table: TableBlock, render: RenderInner): string {
  const rows = table.rows.map((row) => {
    const cells = row.map(({ header, params, blocks }, at) => {
      const name = header ? 'th' : 'td';
      const side = table.align[at] ?? null;
      const align: Params = side === null ? [] : [['align', side]];
      const body = render(blocks);
      return `${renderTag(name, [...align, ...dataAttributes(params, isOwnOfCell)])}${body === '' ? '' : `${within(body)}\n`}</${name}>`;
    });
    return ['<tr>', ...cells, '</tr>'].join('\n');
  });
  return [renderTag('table', dataAttributes(table.params, none)), ...rows, '</table>'].join('\n');
}

function none(): boolean {
  return false;
}

/** Blank lines around, so that what stands between the tags is read as Markdown. */
function within(body: string): string {
  return body === '' ? '' : `\n\n${body}\n`;
}
