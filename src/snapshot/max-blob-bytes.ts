/**
 * No blob above this is read into memory: `readBlobs` answers null for it.
 * Far above any ticket or month of worklogs, far below what a push of a video would cost.
 */
export const MAX_BLOB_BYTES = 32 * 1024 * 1024;
