import ts from 'typescript';
import { placeOf, type SourceFile } from './source-file.ts';

const LINES_OF_A_FILE = 250;
const LINES_OF_A_FUNCTION = 70;

/** Files that have grown too long to be read at once. */
export function findLongFiles(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > LINES_OF_A_FILE ? [`${path} has ${lines} lines; ${LINES_OF_A_FILE} are the limit: split it`] : [];
  });
}

/** Functions that have grown too long; the functions inside one count for themselves. */
export function findLongFunctions(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const lines = ts.isFunctionLike(node) ? ownLines(file, node) : 0;
      if (lines > LINES_OF_A_FUNCTION) {
        found.push(`${placeOf(file, node)} has a function of ${lines} lines; ${LINES_OF_A_FUNCTION} are the limit`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file.syntax);
    return found;
  });
}

/** Lines of a function, less all but the first of each function in it. */
function ownLines(file: SourceFile, node: ts.Node): number {
  let lines = linesOf(file, node);
  const subtract = (inner: ts.Node): void => {
    if (ts.isFunctionLike(inner)) lines -= linesOf(file, inner) - 1;
    else ts.forEachChild(inner, subtract);
  };
  ts.forEachChild(node, subtract);
  return lines;
}

function linesOf({ syntax }: SourceFile, node: ts.Node): number {
  const at = (position: number) => syntax.getLineAndCharacterOfPosition(position).line;
  return at(node.getEnd()) - at(node.getStart(syntax)) + 1;
}
