// Why a call is refused, and the gRPC status that says so to the API server.

/** Numbers of https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const Code = {
  invalidArgument: 3,
  notFound: 5,
  failedPrecondition: 9,
  internal: 13,
  unavailable: 14,
} as const;

export type Reason =
  | 'unknown-key'
  | 'retired-key'
  | 'revoked'
  | 'unreachable'
  | 'not-ours'
  | 'form'
  | 'too-large'
  | 'no-audit'
  | 'stopping';

const CODES: Readonly<Record<Reason, number>> = {
  'unknown-key': Code.notFound,
  'retired-key': Code.failedPrecondition,
  revoked: Code.failedPrecondition,
  unreachable: Code.unavailable,
  'not-ours': Code.invalidArgument,
  form: Code.invalidArgument,
  'too-large': Code.invalidArgument,
  'no-audit': Code.unavailable,
  stopping: Code.unavailable,
};

/** The message reaches the API server's log: it names keys by key_id, and quotes nothing that was sent. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: Reason;

  constructor(reason: Reason, message: string) {
    super(message);
    this.reason = reason;
  }

  get code(): number {
    return CODES[this.reason];
  }
}
