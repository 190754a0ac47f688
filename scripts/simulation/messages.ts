/** To a worker: worlds to live through, one after another. */
export type Batch = { readonly climate: string; readonly seed: number; readonly worlds: number };

export type FailedWorld = { readonly seed: number; readonly problems: readonly string[] };

/** From a worker, when it is ready for its first batch, and after each. */
export type BatchResult = {
  readonly worlds: number;
  readonly figures: readonly (readonly [name: string, count: number])[];
  readonly failed: readonly FailedWorld[];
};
