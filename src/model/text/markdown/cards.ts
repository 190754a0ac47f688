import type { Block, Inline, Params } from '../tree/text-tree.ts';
import { readImageTitle, renderImageTitle } from './image-title.ts';

type Card = Extract<Block, { kind: 'card' }>;

const CARD = 'card';
/** The parameter of a card that shows the page itself. */
const EMBED = 'embed';

/** A card as a link of its own address, whose title says that it is one. */
export function cardLink({ url, params }: Card): Extract<Inline, { kind: 'link' }> {
  const embedded = params.some(isEmbed);
  const words = renderImageTitle({ title: null, params: params.filter((param) => !isEmbed(param)) });
  const kind = embedded ? EMBED : CARD;
  return {
    kind: 'link',
    href: url,
    title: words === null ? kind : `${kind} ${words}`,
    children: [{ kind: 'text', text: url }],
  };
}

/** The card that a paragraph stands for, or null. */
export function readCard(children: readonly Inline[]): Card | null {
  const [link, more] = children;
  if (link?.kind !== 'link' || more !== undefined || link.title === null) return null;
  const [label, other] = link.children;
  if (label?.kind !== 'text' || other !== undefined || label.text !== link.href) return null;
  const match = /^(card|embed)(?: (?=\S))?/.exec(link.title);
  if (match === null) return null;
  const rest = link.title.slice(match[0].length);
  if (rest === '' && match[0] !== match[1]) return null;
  const { title, params } = rest === '' ? { title: null, params: [] } : readImageTitle(rest);
  if (title !== null || (rest !== '' && match[0] === match[1])) return null;
  return { kind: 'card', url: link.href, params: match[1] === EMBED ? [[EMBED, ''], ...params] : params };
}

function isEmbed([name, value]: Params[number]): boolean {
  return name === EMBED && value === '';
}
