// Reads one request for logs whole: within its limits, decompressed, or not at all.
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { LogsEncoding } from '@watertight/detect';
import { REQUEST_BYTES_MAX } from './limits.ts';
import { Refusal } from './refusal.ts';

const LOGS_PATH = '/v1/logs';
/** Other signals of OTLP. Their data has values, too; nobody here looks for them, so none gets past. */
const OTHER_SIGNALS = /^\/v1(?:development)?\/(traces|metrics|profiles)$/;

export interface Received {
  readonly body: Uint8Array;
  readonly encoding: LogsEncoding;
  readonly isCompressed: boolean;
}

/** JSON where the client speaks it, also in refusals. */
export function encodingOf({ headers }: IncomingMessage): LogsEncoding {
  return /^application\/json\b/i.test(headers['content-type'] ?? '') ? 'json' : 'protobuf';
}

/** Throws a `Refusal`. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const isCompressed = judgeHead(request);
  const body = await whole(request);
  return { body: isCompressed ? await decompressed(body) : body, encoding: encodingOf(request), isCompressed };
}

/** True for a body that gzip has compressed. */
function judgeHead({ method, url = '', headers }: IncomingMessage): boolean {
  const [path = ''] = url.split('?');
  const [, signal] = OTHER_SIGNALS.exec(path) ?? [];
  if (signal !== undefined) throw new Refusal(404, `only logs are redacted here: send ${signal} to the collector`);
  if (path !== LOGS_PATH) throw new Refusal(404, `there is only ${LOGS_PATH} here`);
  if (method !== 'POST') throw new Refusal(405, 'logs are posted');
  if (!/^application\/(?:json|x-protobuf)\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
    throw new Refusal(415, 'the content type is neither application/json nor application/x-protobuf');
  if (Number(headers['content-length'] ?? 0) > REQUEST_BYTES_MAX) throw tooLong();
  const compression = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (compression === 'gzip') return true;
  if (compression === 'identity' || compression === '') return false;
  throw new Refusal(415, 'the body is compressed by something else than gzip');
}

function tooLong(): Refusal {
  return new Refusal(413, `the request has more than ${REQUEST_BYTES_MAX} bytes`);
}

async function whole(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  // A refusal has to reach the client, so the connection must outlive the reading.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length;
    if (length > REQUEST_BYTES_MAX) throw tooLong();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const unzip = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);

async function decompressed(body: Uint8Array): Promise<Uint8Array> {
  return await unzip(body, { maxOutputLength: REQUEST_BYTES_MAX }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLong() : new Refusal(400, 'the body is no whole gzip');
  });
}

/** As the client had it. */
export const compressed = promisify<Uint8Array, Buffer>(gzip);
