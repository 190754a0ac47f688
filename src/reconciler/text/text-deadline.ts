/** How long one text may be taken apart before it is carried as a whole: what people really write takes milliseconds. */
export const TEXT_DEADLINE_MS = 5_000;
