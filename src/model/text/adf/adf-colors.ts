/** A CSS colour as the six digits that ADF wants; null for a name that is not in the list. */
export function colorAsHex(color: string): string | null {
  const text = color.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(text)) return color.trim();
  if (/^#[0-9a-f]{3}$/.test(text)) return text.replace(/[0-9a-f]/g, '$&$&');
  return NAMED.get(text) ?? null;
}

/** The names of CSS 1 and 2, and those that people use most beyond. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aqua: '#00ffff',
    black: '#000000',
    blue: '#0000ff',
    brown: '#a52a2a',
    crimson: '#dc143c',
    cyan: '#00ffff',
    darkblue: '#00008b',
    darkgray: '#a9a9a9',
    darkgreen: '#006400',
    darkgrey: '#a9a9a9',
    darkorange: '#ff8c00',
    darkred: '#8b0000',
    fuchsia: '#ff00ff',
    gold: '#ffd700',
    gray: '#808080',
    green: '#008000',
    grey: '#808080',
    indigo: '#4b0082',
    lightblue: '#add8e6',
    lightgray: '#d3d3d3',
    lightgreen: '#90ee90',
    lightgrey: '#d3d3d3',
    lime: '#00ff00',
    magenta: '#ff00ff',
    maroon: '#800000',
    navy: '#000080',
    olive: '#808000',
    orange: '#ffa500',
    orangered: '#ff4500',
    pink: '#ffc0cb',
    purple: '#800080',
    red: '#ff0000',
    royalblue: '#4169e1',
    salmon: '#fa8072',
    silver: '#c0c0c0',
    teal: '#008080',
    tomato: '#ff6347',
    turquoise: '#40e0d0',
    violet: '#ee82ee',
    white: '#ffffff',
    yellow: '#ffff00',
  }),
);
