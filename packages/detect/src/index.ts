// The package's front door: is this text a secret? Pure; nothing here reads files or the network.
export type { Detector, Match, Policy, SecretClass } from './formats/detector.ts';
export { ALL_DETECTORS } from './detectors/all.ts';
export { findIn } from './find.ts';
export { entropy } from './formats/entropy.ts';
export type { Found } from './find.ts';
export { exactMask, hashMask, ruleMask } from './masks/mask.ts';
export type { Mask } from './masks/mask.ts';
export type { Counts } from './stream/line-redactor.ts';
export { Redactor } from './stream/redactor.ts';
export type { RedactorOptions } from './stream/redactor.ts';
export { REDACTION_DETECTORS } from './rules/detectors.ts';
export { Finder } from './rules/finder.ts';
export { isTooCommon, KnownValues } from './known/known-values.ts';
