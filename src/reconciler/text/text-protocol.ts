import type { TextInput, TextOutcome } from '../../model/text/text-outcome.ts';

/** To the worker: one text, with the number by which its reply is known. */
export type TextRequest = { readonly id: number; readonly input: TextInput };

/**
 * From the worker. `ready` comes once, when everything is loaded. With `keepsJira`, Jira's text stays the one that was
 * asked about, and is not copied back. `overflowed`: the text was nested deeper than the stack; `failed`: it met a defect
 * of the program.
 */
export type TextReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: TextOutcome; readonly keepsJira: boolean }
  | { readonly kind: 'overflowed'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
