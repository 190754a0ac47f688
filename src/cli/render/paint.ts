import type { Colors } from '../context.ts';

/** Colors a line by the mark it begins with. */
export function paint(line: string, colors: Colors): string {
  switch (line[0]) {
    case '✓':
      return colors.green('✓') + line.slice(1);
    case '✗':
      return colors.red('✗') + line.slice(1);
    case '!':
      return colors.yellow('!') + line.slice(1);
    default:
      return line;
  }
}
