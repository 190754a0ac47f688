import type { ImageInline, Params } from '../tree/text-tree.ts';

/**
 * What stands in the title of an image: its parameters behind the words, `Login | width=300, thumbnail`. A bar at the
 * end says that the words are no parameters.
 */
export function renderImageTitle({ title, params }: Pick<ImageInline, 'title' | 'params'>): string | null {
  const words = params.map(renderParam).join(', ');
  if (params.length > 0) return title === null ? words : `${title}${BAR}${words}`;
  if (title === null) return null;
  const read = readImageTitle(title);
  return read.params.length === 0 && read.title === title ? title : `${title} |`;
}

const BAR = ' | ';

export function readImageTitle(written: string | null): Pick<ImageInline, 'title' | 'params'> {
  if (written === null) return { title: null, params: [] };
  if (written.endsWith(' |')) return { title: written.slice(0, -2), params: [] };
  const bar = written.lastIndexOf(BAR);
  const params = readParams(bar < 0 ? written : written.slice(bar + BAR.length));
  if (params === null) return { title: written, params: [] };
  return { title: bar < 0 ? null : written.slice(0, bar), params };
}

/** Jira's own name for a small image needs no value; every other name has an equals sign behind it. */
const BARE = 'thumbnail';

function renderParam([name, value]: Params[number]): string {
  return name === BARE && value === '' ? name : `${encode(name)}=${encode(value)}`;
}

/** Null for words. */
function readParams(text: string): Params | null {
  const params: (readonly [string, string])[] = [];
  for (const part of text.split(', ')) {
    const match = PARAM.exec(part);
    if (part === BARE) params.push([BARE, '']);
    else if (match === null) return null;
    else params.push([decode(match[1] ?? ''), decode(match[2] ?? '')]);
  }
  return params;
}

const PARAM = /^([A-Za-z_%][\w%.-]*)=([^\s,|="\\]*)$/;

function encode(text: string): string {
  return text.replace(/[^\w.:;#/()!?*@$+-]/g, (char) => (char.charCodeAt(0) < 0x80 ? escapeByte(char) : char));
}

function escapeByte(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function decode(text: string): string {
  return text.replace(/%([0-7][\dA-F])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

const MEDIA = 'media:';

/** The address and the title of an image; a file that only Jira can show has its parameters in the address. */
export function renderImageAddress(image: ImageInline): { readonly src: string; readonly title: string | null } {
  if (!image.src.startsWith(MEDIA)) return { src: image.src, title: renderImageTitle(image) };
  const query = image.params.map(([name, value]) => `${encodeQuery(name)}=${encodeQuery(value)}`).join('&');
  const id = encodeQuery(image.src.slice(MEDIA.length));
  return { src: `${MEDIA}${id}${query === '' ? '' : `?${query}`}`, title: image.title };
}

export function readImageAddress(src: string, title: string | null): Pick<ImageInline, 'src' | 'title' | 'params'> {
  if (!src.startsWith(MEDIA)) return { src, ...readImageTitle(title) };
  const mark = src.indexOf('?');
  const id = decode(mark < 0 ? src.slice(MEDIA.length) : src.slice(MEDIA.length, mark));
  const query = mark < 0 || mark === src.length - 1 ? [] : src.slice(mark + 1).split('&');
  const params = query.map((part) => {
    const equals = part.indexOf('=');
    return [
      decode(equals < 0 ? part : part.slice(0, equals)),
      equals < 0 ? '' : decode(part.slice(equals + 1)),
    ] as const;
  });
  return { src: `${MEDIA}${id}`, title, params };
}

/** Unlike in a title, `?` and `#` mean something in an address. */
function encodeQuery(text: string): string {
  return text.replace(/[^\w.:/@+~-]/g, (char) => (char.charCodeAt(0) < 0x80 ? escapeByte(char) : char));
}
