// What a detector is, for the files beside this one; folders import it from formats.
export type { Detector, Match, Policy, SecretClass } from './formats/detector.ts';
