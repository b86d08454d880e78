// The package's front door: readers of YAML and JSON with positions. Pure; nothing here reads files or throws on bad input.
export type { Json } from './json.ts';
export { REASON } from './problem.ts';
export type { Reason, SyntaxProblem } from './problem.ts';
export { DEFAULT_LIMITS, DEFAULT_SCAN_LIMITS } from './limits.ts';
export type { ReadLimits, ScanLimits } from './limits.ts';
export { decodeUtf8 } from './encoding.ts';
export { splitYaml } from './yaml-split.ts';
export type { YamlChunk } from './yaml-split.ts';
export { readYaml } from './yaml-read.ts';
export type { YamlResult } from './yaml-read.ts';
export { readJson } from './json-read.ts';
export type { JsonResult } from './json-read.ts';
export { JsonItemScanner } from './json-items.ts';
export type { JsonHeader, JsonItem, ScanProblem } from './json-items.ts';
export { locate } from './locate.ts';
export type { Range } from './locate.ts';
