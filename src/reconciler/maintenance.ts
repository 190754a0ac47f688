/** What a repository keeps its objects in: loose ones, one file each, and packs. */
export type StoreSize = { readonly loose: number; readonly packs: number; readonly packBytes: number };

export type MaintenanceReport =
  /** There is too little to pack. */
  | { readonly kind: 'idle'; readonly size: StoreSize }
  | { readonly kind: 'packed'; readonly before: StoreSize; readonly size: StoreSize }
  /** It could not be done now; what is in the repository is as usable as before. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** Keeps the repository small and quick to read. No object goes that was there, whether a ref leads to it or not. */
export interface Maintenance {
  /** Packs where that is due. Never throws a Failure: `skipped` says in a line why it was not done. */
  run(stopping: AbortSignal): Promise<MaintenanceReport>;
}
