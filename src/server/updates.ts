/** What is under way: the registry is asked, the package is fetched, installed, or tried by a service. */
export type UpdateStep = 'asking' | 'fetching' | 'installing' | 'trying';

/** How an update of the program ended. `at` is ISO 8601; `reason` is a line for people, null where it went well. */
export type UpdateEnd = {
  readonly outcome: 'updated' | 'rolled-back' | 'failed';
  readonly version: string;
  readonly from: string;
  readonly at: string;
  readonly reason: string | null;
};

export type UpdateState = {
  readonly enabled: boolean;
  /** The version that runs. */
  readonly version: string;
  readonly channel: string;
  readonly pin: string | null;
  readonly running: { readonly step: UpdateStep; readonly version: string | null; readonly since: string } | null;
  readonly last: UpdateEnd | null;
};

export type UpdateRequest = {
  /** Only says what would be done. */
  readonly check: boolean;
  readonly channel: string | null;
  readonly pin: string | null;
};

export type UpdateAnswer =
  | { readonly kind: 'current' }
  | { readonly kind: 'available'; readonly version: string }
  /** It began now, or another one has not ended. */
  | { readonly kind: 'running' }
  | { readonly kind: 'off' | 'refused' | 'away'; readonly reason: string };

/** The program's updates of itself. */
export interface Updates {
  state(): Promise<UpdateState>;
  /** Answers once it is known what is done. It goes on by itself, and ends this process when the new version is to run. */
  ask(request: UpdateRequest): Promise<UpdateAnswer>;
}
