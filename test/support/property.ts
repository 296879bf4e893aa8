import fc from 'fast-check';

/**
 * Properties draw the same cases in every run, so that a change is judged by what it changed and not by the luck of the draw.
 * `PROPERTY_SEED=random npm test` draws others: whatever that finds becomes an instance in a table of its test.
 */
const asked = process.env.PROPERTY_SEED;
if (asked !== 'random') fc.configureGlobal({ seed: asked === undefined ? 20_230_323 : Number(asked) });

export default fc;
