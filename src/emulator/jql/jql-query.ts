export type JqlOperator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~' | '!~' | 'in' | 'not in' | 'is' | 'is not';

export type JqlOperand =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'list'; readonly members: readonly JqlOperand[] }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: 'empty' };

export interface JqlClause {
  readonly kind: 'clause';
  readonly field: string;
  readonly operator: JqlOperator;
  readonly operand: JqlOperand;
}

export type JqlExpression =
  | JqlClause
  | { readonly kind: 'and' | 'or'; readonly parts: readonly JqlExpression[] }
  | { readonly kind: 'not'; readonly part: JqlExpression };

export interface JqlOrder {
  readonly field: string;
  readonly descending: boolean;
}

export interface JqlQuery {
  /** null: no restriction. */
  readonly where: JqlExpression | null;
  readonly order: readonly JqlOrder[];
}
