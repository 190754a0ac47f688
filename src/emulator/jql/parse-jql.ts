import { refusal } from '../jira-error.ts';
import type { JqlExpression, JqlOperand, JqlOperator, JqlOrder, JqlQuery } from './jql-query.ts';
import { type JqlToken, readTokens } from './jql-token.ts';

/** Parses JQL. Throws a 400 that says what was expected and where. */
export function parseJql(jql: string): JqlQuery {
  const reader = new TokenReader(readTokens(jql));
  const where = reader.isWord('order') || reader.peek().kind === 'end' ? null : readOr(reader);
  const order = readOrder(reader);
  const rest = reader.peek();
  if (rest.kind !== 'end') throw reader.problem(`Expecting either 'OR' or 'AND' but got '${rest.text}'.`);
  return { where, order };
}

class TokenReader {
  #at = 0;
  readonly #tokens: readonly JqlToken[];

  constructor(tokens: readonly JqlToken[]) {
    this.#tokens = tokens;
  }

  peek(): JqlToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 };
  }

  take(): JqlToken {
    const token = this.peek();
    this.#at++;
    return token;
  }

  isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  takes(text: string): boolean {
    const token = this.peek();
    const found = token.kind !== 'quoted' && token.text.toLowerCase() === text;
    if (found) this.#at++;
    return found;
  }

  problem(what: string): Error {
    return refusal(400, `Error in the JQL Query: ${what} (line 1, character ${this.peek().at + 1})`);
  }
}

function readOr(reader: TokenReader): JqlExpression {
  const parts = [readAnd(reader)];
  while (reader.takes('or') || reader.takes('||')) parts.push(readAnd(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
}

function readAnd(reader: TokenReader): JqlExpression {
  const parts = [readNot(reader)];
  while (reader.takes('and') || reader.takes('&&')) parts.push(readNot(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
}

function readNot(reader: TokenReader): JqlExpression {
  if (reader.takes('not') || reader.takes('!')) return { kind: 'not', part: readNot(reader) };
  if (!reader.takes('(')) return readClause(reader);
  const inner = readOr(reader);
  if (!reader.takes(')')) throw reader.problem(`Expecting ')' but got '${reader.peek().text}'.`);
  return inner;
}

function readClause(reader: TokenReader): JqlExpression {
  const field = reader.take();
  if (field.kind !== 'word' && field.kind !== 'quoted') {
    throw reader.problem(`Expecting a field name but got '${field.text}'.`);
  }
  const operator = readOperator(reader);
  return { kind: 'clause', field: field.text, operator, operand: readOperand(reader) };
}

const symbols: readonly JqlOperator[] = ['=', '!=', '>', '>=', '<', '<=', '~', '!~'];

function readOperator(reader: TokenReader): JqlOperator {
  const token = reader.peek();
  const symbol = symbols.find((each) => each === token.text);
  if (symbol !== undefined && token.kind === 'operator') {
    reader.take();
    return symbol;
  }
  if (reader.takes('in')) return 'in';
  if (reader.takes('is')) return reader.takes('not') ? 'is not' : 'is';
  if (reader.takes('not') && reader.takes('in')) return 'not in';
  throw reader.problem(
    `Expecting operator but got '${token.text}'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.`,
  );
}

function readOperand(reader: TokenReader): JqlOperand {
  if (reader.takes('(')) {
    const members = [readOperand(reader)];
    while (reader.takes(',')) members.push(readOperand(reader));
    if (!reader.takes(')')) throw reader.problem(`Expecting ')' but got '${reader.peek().text}'.`);
    return { kind: 'list', members };
  }
  const token = reader.take();
  if (token.kind === 'quoted') return { kind: 'value', text: token.text };
  if (token.kind !== 'word')
    throw reader.problem(`Expecting either a value, list or function but got '${token.text}'.`);
  if (['empty', 'null'].includes(token.text.toLowerCase())) return { kind: 'empty' };
  return reader.takes('(')
    ? { kind: 'function', name: token.text, args: readArguments(reader) }
    : { kind: 'value', text: token.text };
}

function readArguments(reader: TokenReader): readonly string[] {
  const args: string[] = [];
  while (!reader.takes(')')) {
    const token = reader.take();
    if (token.kind === 'end') throw reader.problem("Expecting ')' but got the end of the query.");
    if (token.text !== ',') args.push(token.text);
  }
  return args;
}

function readOrder(reader: TokenReader): readonly JqlOrder[] {
  if (!reader.takes('order')) return [];
  if (!reader.takes('by')) throw reader.problem(`Expecting 'by' but got '${reader.peek().text}'.`);
  const order: JqlOrder[] = [];
  do {
    const field = reader.take();
    if (field.kind !== 'word' && field.kind !== 'quoted') throw reader.problem('Expecting a field to sort by.');
    const descending = reader.takes('desc');
    if (!descending) reader.takes('asc');
    order.push({ field: field.text, descending });
  } while (reader.takes(','));
  return order;
}
