/**
 * Some tests repeat a thing with more of what is random, with more cases, or on more pages. `npm test` does less of it, so that it ends
 * while somebody waits; `.ci/run` sets PARITY_LONG and does it all. No test is left out by it.
 */
const long = process.env.PARITY_LONG === '1';

/** How often, or of how many. */
export const times = (short: number, all: number): number => (long ? all : short);
