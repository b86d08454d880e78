// What GitHub code scanning takes and shows of one SARIF file: docs.github.com, "SARIF results exceed one or more limits".

/** Results shown of a run; more than 25,000 are refused, so the worst of them are written and the rest is counted. */
export const MAX_RESULTS = 5_000;
/** Thread flow locations shown of a result. */
export const MAX_FLOW_LOCATIONS = 1_000;
/** Paths written of one exposed asset; the rest is counted in its message. */
export const MAX_CODE_FLOWS = 10;
/** Tags shown of a rule. */
export const MAX_TAGS = 10;
/** Ours: notifications written; the rest is counted. */
export const MAX_NOTIFICATIONS = 1_000;
