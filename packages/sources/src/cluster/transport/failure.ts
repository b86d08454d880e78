// Why a request brought nothing, in words of ours: neither a library's message nor the server's is shown.

/** A request without a whole answer. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly reason: string;
  /** True when asking again may help. */
  readonly isTransient: boolean;

  constructor(reason: string, isTransient: boolean) {
    super(reason);
    this.reason = reason;
    this.isTransient = isTransient;
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'connection refused'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['UND_ERR_SOCKET', 'the connection was cut'],
  ['UND_ERR_ABORTED', 'the connection was cut'],
  ['ERR_HTTP2_INVALID_SESSION', 'the connection was cut'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'the connection was cut'],
  ['Z_BUF_ERROR', 'the connection was cut'],
  ['Z_DATA_ERROR', 'the answer is not what its compression says'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no connection in time'],
  ['ETIMEDOUT', 'no connection in time'],
  ['UND_ERR_HEADERS_TIMEOUT', 'no answer in time'],
  ['UND_ERR_BODY_TIMEOUT', 'the answer stopped half-way'],
  ['ENOTFOUND', 'no such host'],
  ['EAI_AGAIN', 'the host name cannot be looked up now'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ENETUNREACH', 'the network cannot be reached'],
]);

/** Faults that stay however often one asks. */
const LASTING: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'the server’s certificate has expired'],
  ['CERT_NOT_YET_VALID', 'the server’s certificate is not valid yet'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the server’s certificate is signed by nobody that the kubeconfig trusts'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'the server’s certificate is signed by nobody that the kubeconfig trusts'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the server’s certificate is signed by nobody that the kubeconfig trusts'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'the server’s certificate is signed by nobody that the kubeconfig trusts'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'the server’s certificate is signed by nobody that the kubeconfig trusts'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the server’s certificate is for another name'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the server speaks no TLS at this address'],
  ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'our certificate and our key do not belong together'],
  ['UND_ERR_HEADERS_OVERFLOW', 'the answer’s headers are too long'],
]);

/** Takes an error of the system or of undici; a proxy's refusal has a code of its own inside. */
export function failureOf(error: unknown): RequestFailure {
  if (error instanceof RequestFailure) return error;
  const code = codeOf(error);
  const lasting = LASTING.get(code);
  if (lasting !== undefined) return new RequestFailure(lasting, false);
  return new RequestFailure(REASONS.get(code) ?? `the request failed${code === '' ? '' : ` (${code})`}`, true);
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  const inner = cause === undefined ? '' : codeOf(cause);
  return inner !== '' ? inner : typeof code === 'string' ? code : '';
}
