// The package's front door: results in, text out. No file, network, clock or environment.
export { findingOfText } from './input/detect.ts';
export type { Format, ReportOptions, RuleInfo } from './input/options.ts';
export type { Result, ResultKind, WhoCanReadStream } from './input/result.ts';
export { encode } from './json/encode.ts';
export { AssetLines } from './json/lines.ts';
export { formatsOf, render } from './render.ts';
export { gap } from './text/gap.ts';
export { gaps } from './table/coverage.ts';
export { visible } from './text/visible.ts';
export { command, shellWord } from './text/shell.ts';
export { verifyCommands } from './text/verify.ts';
export { verifyWriter } from './verify/writer.ts';
export type { VerifyFormat, VerifyHead, VerifyWriter } from './verify/writer.ts';
