import { usageError } from '../cli-error.ts';

/** Options that every command has that makes something. */
export type WriteOptions = {
  readonly author?: string;
  readonly offline?: boolean;
  /** The id of an attempt before, whose answer was lost. */
  readonly id?: string;
  /** Seconds to wait for an answer. */
  readonly timeout?: number;
};

const ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;
const DEFAULT_SECONDS = 30;

/** The id that was given, checked; null for none. It becomes the end of a key and of file names. */
export function givenId({ id }: WriteOptions): string | null {
  if (id === undefined || ID.test(id)) return id ?? null;
  throw usageError('--id: letters, digits and "-", at most 64, as an earlier attempt has told');
}

export function timeoutMsOf({ timeout = DEFAULT_SECONDS }: WriteOptions): number {
  return timeout * 1000;
}
