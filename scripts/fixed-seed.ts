// Loaded before every test file: property tests draw from one seed, so that a run says the same twice. WATERTIGHT_SEED draws others.
import { configureGlobal } from 'fast-check';

const DEFAULT_SEED = 20_261_123;
const given = process.env['WATERTIGHT_SEED'];

configureGlobal({ seed: given === undefined ? DEFAULT_SEED : Number(given) });
