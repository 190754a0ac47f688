import fc from 'fast-check';

/**
 * With `PROPERTY_SEED=n` every property of the run starts from that number, so that a run can be had again as it was;
 * without it from one of its own. Mocha loads this before the tests.
 */
const { PROPERTY_SEED } = process.env;
if (PROPERTY_SEED) fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
