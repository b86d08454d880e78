// The package's front door: is this text a secret? Pure; nothing here reads files or the network.
export type { Detector, Match, Policy, SecretClass } from './formats/detector.ts';
export { ALL_DETECTORS } from './detectors/all.ts';
export { findIn } from './find.ts';
export type { Found } from './find.ts';
export { exactMask, hashMask, ruleMask } from './masks/mask.ts';
export { cardLastFourMask } from './masks/card-last-four.ts';
export type { Mask } from './masks/mask.ts';
export type { Counts } from './stream/line-redactor.ts';
export { Redactor } from './stream/redactor.ts';
export type { RedactorOptions } from './stream/redactor.ts';
export { REDACTION_DETECTORS } from './rules/detectors.ts';
export { Finder } from './rules/finder.ts';
export { isTooCommon, KnownValues } from './known/known-values.ts';
export { MalformedLogs } from './otlp/part.ts';
export { LogsRedactor } from './otlp/redact-logs.ts';
export type { LogsEncoding } from './otlp/redact-logs.ts';
export { exportTo } from './export/export-to.ts';
export type { Configuration, ExportTarget } from './export/export-to.ts';
