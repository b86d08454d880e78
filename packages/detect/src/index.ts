// The package's front door: is this text a secret? Pure; nothing here reads files or the network.
export type { Detector, Match, Policy, SecretClass } from './formats/detector.ts';
export { findIn } from './find.ts';
export type { Found } from './find.ts';
