/**
 * Called by name when the program passes a moment between two writes, which is where a test kills it: `before add-comment`,
 * `after move-refs`. Only what tests start has one.
 */
export type FaultPoint = (name: string) => void;
