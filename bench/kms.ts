// Times the KMS plugin's calls at 1, 8 and 32 in flight beside a gRPC server that does nothing, in turns, and prints the table.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { type Kind, socketOf, startServer } from './kms-servers.ts';
import { line } from './table.ts';

const CALLS = 3000;
const IN_FLIGHT = [1, 8, 32];
const SEED = Buffer.concat([Buffer.from([0x0a, 32]), Buffer.alloc(32, 7), Buffer.from([0x12, 4]), Buffer.from('uid1')]);
const rounds = Number(process.argv[2] ?? 5);

type Method = 'Encrypt' | 'Decrypt';
interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

const same = (bytes: Buffer): Buffer => bytes;

async function call(client: Client, method: Method, message: Buffer): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    client.makeUnaryRequest(`/v2.KeyManagementService/${method}`, same, same, message, (error, answer?: Buffer) => {
      if (error === null && answer !== undefined) resolve(answer);
      else reject(new Error('a call failed'));
    });
  });
}

/** An answer to Encrypt as a question to Decrypt: key_id moves from field 2 to 3, annotations from 3 to 4, uid stays out. */
function asQuestion(answer: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < answer.length;) {
    const tag = answer.readUInt8(at);
    let length = 0;
    let next = at + 1;
    for (let shift = 0; ; shift += 7) {
      const byte = answer.readUInt8(next++);
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    const part = Buffer.from(answer.subarray(at, next + length));
    part.writeUInt8(tag === 0x0a ? tag : tag + 8);
    parts.push(part);
    at = next + length;
  }
  return Buffer.concat(parts);
}

async function measure(client: Client, method: Method, message: Buffer, inFlight: number): Promise<Percentiles> {
  const times: number[] = [];
  let left = CALLS;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const start = performance.now();
      await call(client, method, message);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

const less = (one: Percentiles | undefined, other: Percentiles): Percentiles =>
  one === undefined || other.p99 < one.p99 ? other : one;

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-bench-kms-'));
const kinds: readonly Kind[] = ['empty', 'ours'];
const servers = await Promise.all(kinds.map((kind) => startServer(kind, folder)));
const clients = kinds.map(
  (kind) =>
    new Client(`unix:${socketOf(kind, folder)}`, credentials.createInsecure(), {
      'grpc.default_authority': 'localhost',
    }),
);
const best = new Map<string, Percentiles>();
const [, ofOurs] = clients;
const question = ofOurs === undefined ? SEED : asQuestion(await call(ofOurs, 'Encrypt', SEED));
for (let round = 0; round <= rounds; round++) {
  for (const inFlight of IN_FLIGHT) {
    for (const method of ['Encrypt', 'Decrypt'] as const) {
      for (const [index, client] of clients.entries()) {
        const message = method === 'Encrypt' ? SEED : question;
        const key = `${kinds[index]} ${method} ${inFlight}`;
        const found = await measure(client, method, message, inFlight);
        // The first round warms up.
        if (round > 0) best.set(key, less(best.get(key), found));
      }
    }
  }
}
line('call', 'in flight', 'empty p50 ms', 'empty p99 ms', 'ours p50 ms', 'ours p99 ms', 'p99 ratio');
line('---', '---:', '---:', '---:', '---:', '---:', '---:');
for (const method of ['Encrypt', 'Decrypt']) {
  for (const inFlight of IN_FLIGHT) {
    const [empty, ours] = kinds.map((kind) => best.get(`${kind} ${method} ${inFlight}`));
    if (empty === undefined || ours === undefined) continue;
    const figures = [empty.p50, empty.p99, ours.p50, ours.p99, ours.p99 / empty.p99].map((value) => value.toFixed(2));
    line(method, inFlight, ...figures);
  }
}
for (const client of clients) client.close();
for (const server of servers) server.kill('SIGKILL');
rmSync(folder, { recursive: true });
