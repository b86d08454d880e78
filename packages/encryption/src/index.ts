// The package's front door: what an API server makes of its EncryptionConfiguration, and of the values in etcd. Pure.
export { isStrict, minorOf, NEWEST_MINOR, OLDEST_MINOR } from './config/versions.ts';
export { judge } from './judgement/judge.ts';
export type { Judgement, PlacedWeakness } from './judgement/judge.ts';
export { fileBytesMax } from './config/document.ts';
export { isEncryptionConfiguration, judgeObject } from './judgement/judge-object.ts';
export type { ObjectJudgement } from './judgement/judge-object.ts';
export type { Fault, Refusal } from './config/refusal.ts';
export type { ServerSettings } from './config/validate-kms.ts';
export { WEAKNESSES } from './weaknesses/weakness.ts';
export type { Weakness, WeaknessId } from './weaknesses/weakness.ts';
export { fix } from './fix/fix.ts';
export type { Fixed, FixInput } from './fix/fix.ts';
