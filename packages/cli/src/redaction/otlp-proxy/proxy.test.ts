// The proxy in a real process, between a client and a collector of the test's own: what passes, what does not, what is said.
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ended, run, start } from '../../testing/subprocess.ts';
import { type Answer, TestCollector } from '../../testing/test-collector.ts';
import { REQUEST_BYTES_MAX } from './limits.ts';

interface Vector {
  readonly request: { readonly protobuf: string; readonly json: object };
  readonly masked: { readonly protobuf: string; readonly json: object };
}

const VECTORS = JSON.parse(
  readFileSync(new URL('../../../../../testbed/otlp/vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];
const { request: RISKY, masked: SAFE } = VECTORS[1] as Vector;
const PROTOBUF = { 'content-type': 'application/x-protobuf' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const risky = Buffer.from(RISKY.protobuf, 'base64');
const safe = Buffer.from(SAFE.protobuf, 'base64');

let collector: TestCollector;
let proxy: ChildProcess;
let port = 0;

async function firstLine(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    child.stderr?.once('data', (text: Buffer) => resolve(text.toString()));
  });
}

/** A proxy in front of the collector, with the port that it has found. */
async function started(...more: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = start(['redact', 'otlp', '--listen', '127.0.0.1:0', '--forward', `${collector.url}/base/`, ...more]);
  const [, digits = ''] = /http:\/\/127\.0\.0\.1:(\d+)\/v1\/logs/.exec(await firstLine(child)) ?? [];
  return { child, port: Number(digits) };
}

beforeAll(async () => {
  collector = await TestCollector.start();
  ({ child: proxy, port } = await started());
});
beforeEach(() => collector.reset());
afterAll(async () => {
  proxy.kill('SIGTERM');
  await ended(proxy);
  await collector[Symbol.asyncDispose]();
});

async function post(
  body: Uint8Array,
  headers: Record<string, string> = PROTOBUF,
  { to = port, ...where }: { to?: number; path?: string; method?: string } = {},
): Promise<Answer> {
  return await collector.send(to, body, headers, where);
}

describe('what is masked and passed on', () => {
  test('protobuf, with the client’s own headers, to the base that is named', async () => {
    const headers = {
      ...PROTOBUF,
      authorization: 'Bearer of-the-tenant',
      'x-scope-orgid': 'a',
      connection: 'x-hop',
      'x-hop': '1',
    };
    expect((await post(risky, headers)).status).toBe(200);
    expect(collector.got).toHaveLength(1);
    expect(collector.got[0]).toMatchObject({ path: '/base/v1/logs', body: safe });
    expect(collector.got[0]?.headers).toMatchObject({
      ...PROTOBUF,
      authorization: 'Bearer of-the-tenant',
      'x-scope-orgid': 'a',
    });
    expect(collector.got[0]?.headers).not.toHaveProperty('x-hop');
  });

  test('JSON', async () => {
    expect((await post(Buffer.from(JSON.stringify(RISKY.json)), JSON_TYPE)).status).toBe(200);
    expect(JSON.parse(collector.got[0]?.body.toString() ?? '')).toEqual(SAFE.json);
  });

  test('gzip comes out as gzip', async () => {
    await post(gzipSync(risky), { ...PROTOBUF, 'content-encoding': 'gzip' });
    expect(collector.got[0]?.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(collector.got[0]?.body ?? '')).toEqual(safe);
  });

  test('an empty request', async () => {
    expect((await post(Buffer.alloc(0))).status).toBe(200);
    expect(collector.got[0]?.body).toHaveLength(0);
  });
});

describe('the collector’s answer is passed on', () => {
  test.each([
    [200, { 'content-type': 'application/x-protobuf' }, Buffer.from([0x0a, 0x04, 0x08, 0x02, 0x12, 0x00])],
    [429, { 'content-type': 'application/json', 'retry-after': '7' }, Buffer.from('{"code":8}')],
    [503, { 'retry-after': '30' }, Buffer.alloc(0)],
    [400, { 'content-type': 'application/x-protobuf' }, Buffer.from([0x08, 0x03])],
    [301, { location: 'http://127.0.0.1:1/' }, Buffer.alloc(0)],
  ])('%i', async (status, headers, body) => {
    collector.reply = (response) => void response.writeHead(status, headers).end(body);
    const answer = await post(risky);
    expect([answer.status, answer.body]).toEqual([status, body]);
    expect(answer.headers).toMatchObject(headers);
    expect(collector.got).toHaveLength(1);
  });

  test('one that breaks off reaches nobody as whole', async () => {
    collector.reply = (response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half');
      setImmediate(() => response.destroy());
    };
    await expect(post(risky)).rejects.toThrow('aborted');
  });

  test('no collector: 503, to be sent again', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => {
      closed.listen(0, '127.0.0.1', resolve);
    });
    const { port: free } = closed.address() as AddressInfo;
    await new Promise((resolve) => {
      closed.close(resolve);
    });
    const child = start(['redact', 'otlp', '--listen', '127.0.0.1:0', '--forward', `http://127.0.0.1:${free}`]);
    const [, digits] = /127\.0\.0\.1:(\d+)/.exec(await firstLine(child)) ?? [];
    const answer = await post(Buffer.from(JSON.stringify(RISKY.json)), JSON_TYPE, { to: Number(digits) });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
    expect(JSON.parse(answer.body.toString())).toEqual({ code: 14, message: 'the collector cannot be reached' });
    child.kill('SIGINT');
    expect((await ended(child)).code).toBe(130);
  });
});

const cut = risky.subarray(0, risky.length - 1);
const long = Buffer.alloc(REQUEST_BYTES_MAX + 1, 0x20);

describe('what goes no further', () => {
  test.each<[number, string, Uint8Array, Record<string, string>, { path?: string; method?: string }]>([
    [400, 'a field is longer than its message', cut, PROTOBUF, {}],
    [400, 'the body is no JSON', Buffer.from('{"password":"hunter2"'), JSON_TYPE, {}],
    [400, 'the body is no whole gzip', risky, { ...PROTOBUF, 'content-encoding': 'gzip' }, {}],
    [
      400,
      'the body is no whole gzip',
      gzipSync(risky).subarray(0, 40),
      { ...PROTOBUF, 'content-encoding': 'gzip' },
      {},
    ],
    [413, `the request has more than ${REQUEST_BYTES_MAX} bytes`, long, PROTOBUF, {}],
    [
      413,
      `the request has more than ${REQUEST_BYTES_MAX} bytes`,
      gzipSync(long),
      { ...PROTOBUF, 'content-encoding': 'gzip' },
      {},
    ],
    [415, 'the body is compressed by something else than gzip', risky, { ...PROTOBUF, 'content-encoding': 'zstd' }, {}],
    [415, 'the content type is neither application/json nor application/x-protobuf', risky, {}, {}],
    [
      415,
      'the content type is neither application/json nor application/x-protobuf',
      risky,
      { 'content-type': 'application/jsonp' },
      {},
    ],
    [405, 'logs are posted', risky, PROTOBUF, { method: 'PUT' }],
    [404, 'only logs are redacted here: send traces to the collector', risky, PROTOBUF, { path: '/v1/traces' }],
    [404, 'only logs are redacted here: send metrics to the collector', risky, PROTOBUF, { path: '/v1/metrics' }],
    [
      404,
      'only logs are redacted here: send profiles to the collector',
      risky,
      PROTOBUF,
      { path: '/v1development/profiles' },
    ],
    [404, 'there is only /v1/logs here', risky, PROTOBUF, { path: '/' }],
  ])('%i: %s', async (status, message, body, headers, where) => {
    const answer = await post(body, headers, where);
    expect([answer.status, collector.got]).toEqual([status, []]);
    expect(answer.body.toString()).toContain(message);
    expect(answer.body.toString()).not.toContain('hunter2');
    const isJson = headers['content-type']?.startsWith('application/json;') === true;
    expect(answer.headers['content-type']).toBe(isJson ? 'application/json' : 'application/x-protobuf');
  });

  test('a request of the greatest length passes', async () => {
    const body = Buffer.from(`{"a":"${'x'.repeat(REQUEST_BYTES_MAX - 8)}"}`);
    expect(body).toHaveLength(REQUEST_BYTES_MAX);
    expect((await post(body, JSON_TYPE)).status).toBe(200);
    expect(collector.got[0]?.body).toHaveLength(REQUEST_BYTES_MAX);
  });
});

test('/metrics counts what was masked and what was refused', async () => {
  const { child, port: to } = await started('--stats');
  await post(risky, PROTOBUF, { to });
  await post(cut, PROTOBUF, { to });
  const { body, headers } = await post(Buffer.alloc(0), {}, { path: '/metrics', method: 'GET', to });
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(body.toString()).toContain('watertight_redact_masked_total{class="password",detector="password"} 1\n');
  expect(body.toString()).toContain('watertight_redact_errors_total 1\n');
  child.kill('SIGTERM');
  expect(await ended(child)).toMatchObject({
    code: 143,
    stderr: expect.stringContaining('masked 1 (password 1)') as string,
  });
});

test('a signal lets a request at work end', async () => {
  const { child, port: to } = await started();
  collector.reply = (response) => {
    child.kill('SIGTERM');
    child.stderr?.once('close', () => undefined);
    setImmediate(() => response.end('done'));
  };
  expect((await post(risky, PROTOBUF, { to })).body.toString()).toBe('done');
  expect((await ended(child)).code).toBe(143);
});

test.each([
  [['otlp'], 'no collector is given'],
  [['otlp', '--forward', 'ftp://collector'], 'no http or https URL'],
  [['otlp', '--forward', 'http://c', '--listen', '4318'], '4318 is no address to listen on'],
  [['otlp', '--forward', 'http://c', '--listen', '127.0.0.1:70000'], 'is no address to listen on'],
  [['otlp', '--forward', 'http://c', '--file', 'x'], 'redact otlp reads no file'],
  [['--listen', '127.0.0.1:0'], '--listen is for redact otlp'],
  [['--forward', 'http://c'], '--forward is for redact otlp'],
])('redact %j is refused', async (args, message) => {
  const { code, stderr } = await run(['redact', ...args]);
  expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 2]);
  expect(stderr).toContain(message);
});

test('an address that is taken ends the run with 4', async () => {
  const { code, stderr } = await run(['redact', 'otlp', '--listen', `127.0.0.1:${port}`, '--forward', 'http://c']);
  expect([code, stderr]).toEqual([4, expect.stringContaining('(EADDRINUSE)')]);
});
