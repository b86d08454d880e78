// Why a request is not passed on: an HTTP status and a google.rpc.Status in the encoding of the request.
// https://opentelemetry.io/docs/specs/otlp/#failures-1
import type { ServerResponse } from 'node:http';
import type { LogsEncoding } from '@watertight/detect';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Of HTTP. Clients send again after 429, 502, 503 and 504 only. */
  readonly status: number;
  readonly retryAfter: number | undefined;

  /** `message` is shown, and says nothing of the request's content. */
  constructor(status: number, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
const CODES: Readonly<Record<number, number>> = { 400: 3, 404: 5, 405: 12, 413: 3, 415: 3, 429: 8, 503: 14, 504: 4 };
const UNKNOWN = 2;
const BYTE_VALUES = 128;

export function refuse(response: ServerResponse, refusal: Refusal, encoding: LogsEncoding): void {
  const code = CODES[refusal.status] ?? UNKNOWN;
  const isJson = encoding === 'json';
  response.writeHead(refusal.status, {
    'content-type': isJson ? 'application/json' : 'application/x-protobuf',
    ...(refusal.retryAfter !== undefined && { 'retry-after': String(refusal.retryAfter) }),
  });
  response.end(isJson ? JSON.stringify({ code, message: refusal.message }) : statusMessage(code, refusal.message));
}

/** A google.rpc.Status: field 1 is the code, field 2 the message, shorter than 128 bytes here. */
function statusMessage(code: number, text: string): Buffer {
  const message = Buffer.from(text, 'utf8').subarray(0, BYTE_VALUES - 1);
  return Buffer.concat([Buffer.from([0x08, code, 0x12, message.length]), message]);
}
