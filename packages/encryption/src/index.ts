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
export { judgeStored } from './stored/judge-stored.ts';
export type { StoredObject, StoredProvider, StoredValue } from './stored/stored-value.ts';
export { isKindOf, storedPlace } from './stored/stored-place.ts';
export type { StoredPlace } from './stored/stored-place.ts';
export { readFields } from './stored/wire.ts';
export { JSON_START, MARKER_BYTES_MAX, plaintextMarker, PROTOBUF_START } from './stored/plaintext-marker.ts';
export type { PlaintextMarker } from './stored/plaintext-marker.ts';
export { keyText } from './stored/key-uses.ts';
export type { KeyReference, Retirable } from './stored/key-uses.ts';
export { WITHOUT_RULE } from './stored/storage-provider.ts';
export type { LocalKey, StorageProvider } from './stored/storage-provider.ts';
export { StoreVerifier } from './stored/store-verifier.ts';
export type { StoreProof, StoreSummary, VerifierSettings } from './stored/store-verifier.ts';
export type { ResourceCounts, StoredCounts } from './stored/tally.ts';
export type { EtcdValue, StoredVerdict } from './stored/verdict.ts';
export type { StoredSeverity, StoredWeakness } from './stored/weaknesses.ts';
export { storageRules } from './stored/storage-rules.ts';
export type { StorageRules } from './stored/storage-rules.ts';
export { residueWeaknesses } from './stored/residue-weaknesses.ts';
export type { PlaintextCount, PlaintextPlace, ResidueWeakness } from './stored/residue-weaknesses.ts';
export { fix } from './fix/fix.ts';
export type { Fixed, FixInput } from './fix/fix.ts';
export type {
  FileStage,
  LocalKind,
  RotationEvidence,
  RotationGoal,
  ServerEvidence,
  StoreEvidence,
} from './rotation/evidence.ts';
export type { Gate, GateId, GateState } from './rotation/gates.ts';
export { keysAgree, keyStage } from './rotation/key-stage.ts';
export { rotationRule } from './rotation/rotation-rule.ts';
export type { RotationRule } from './rotation/rotation-rule.ts';
export { MEND_STATE, ROTATION_STATES, rotationStep } from './rotation/step.ts';
export type { RotationState, RotationStep, StateId } from './rotation/step.ts';
export { rotationEdit } from './rotation/edit.ts';
export type { EditInput, RotationEdit } from './rotation/edit.ts';
