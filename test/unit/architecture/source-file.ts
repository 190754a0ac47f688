import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** One import of a file: of our own (`target`, a path from the root of the project) or of a package (`packageName`). */
export type Import = {
  readonly line: number;
  readonly specifier: string;
  readonly target: string | null;
  readonly packageName: string | null;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
};

export type SourceFile = {
  /** From the root of the project, such as `src/model/ticket.ts`. */
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
  readonly imports: readonly Import[];
};

/** Every TypeScript file below `src` of the project at `root`. */
export function readSourceTree(root: string): readonly SourceFile[] {
  return readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => parseSource(`src/${path}`, readFileSync(`${root}/src/${path}`, 'utf8')));
}

/** A tree that exists only in a test: texts by path. */
export function sourceTree(texts: Readonly<Record<string, string>>): readonly SourceFile[] {
  return Object.entries(texts).map(([path, text]) => parseSource(path, text));
}

/** The node's place as editors and terminals open it. */
export function placeOf(file: SourceFile, node: ts.Node): string {
  return `${file.path}:${lineOf(file.syntax, node)}`;
}

function parseSource(path: string, text: string): SourceFile {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  return { path, text, syntax, imports: readImports(path, syntax) };
}

function readImports(path: string, syntax: ts.SourceFile): readonly Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) {
      const own = specifier.startsWith('.');
      imports.push({
        line: lineOf(syntax, node),
        specifier,
        target: own ? posix.join(posix.dirname(path), specifier) : null,
        packageName: own || specifier.startsWith('node:') ? null : packageOf(specifier),
        typeOnly: isTypeOnly(node),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return imports;
}

/** Static imports and re-exports, `import()` of a literal, and `import('…')` in a type. */
function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : null;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return literal(node.arguments[0]);
  }
  return null;
}

function literal(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false;
  const { importClause: clause } = node;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return clause.name === undefined && named !== undefined && ts.isNamedImports(named)
    ? named.elements.every((element) => element.isTypeOnly)
    : false;
}

/** `@scope/name` or `name`, whatever lies below it. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function lineOf(syntax: ts.SourceFile, node: ts.Node): number {
  return syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;
}
