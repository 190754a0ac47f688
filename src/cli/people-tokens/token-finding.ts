/**
 * What there is to say of a token. `failed`: it is of no use now; `warning`: it soon will be, or in part; `note`: something
 * about it is not known. No secret is in the words.
 */
export type TokenFinding = {
  readonly level: 'failed' | 'warning' | 'note';
  readonly message: string;
  readonly fix: string;
};
