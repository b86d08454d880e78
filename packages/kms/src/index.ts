// The front door: the KMS v2 plugin as a daemon, its key ring, and its audit log.
export { AuditError } from './audit/audit-log.ts';
export { CHAIN_START } from './audit/record.ts';
export { auditBytesMax, verifyAudit } from './audit/verify.ts';
export type { AuditVerdict } from './audit/verify.ts';
export { BackendError } from './errors/backend-error.ts';
export type { BackendName, KeyBackend, RemoteKey } from './backends/backend.ts';
export type { BackendErrorKind } from './errors/backend-error.ts';
export { BACKENDS, openBackend } from './backends/open-backend.ts';
export { serveToken } from './backends/pkcs11/token-process.ts';
export { startDaemon, WINDOW_SECONDS } from './daemon/daemon.ts';
export type { Daemon, DaemonSettings } from './daemon/daemon.ts';
export { auditFile } from './keys/state-folder.ts';
export type { KeyRing, RingKey } from './keys/key-ring.ts';
export { activateInRing, addToRing, initRing, retireInRing } from './keys/ring-actions.ts';
export { readRing } from './keys/ring-file.ts';
export { SetupError } from './errors/setup-error.ts';
export { examine } from './doctor/doctor.ts';
export type { DoctorFinding } from './doctor/finding.ts';
