// Preloaded into a process that rotates: it dies by SIGKILL at the first moment at which no process before it died.
import { appendFileSync, readFileSync } from 'node:fs';
import diagnostics from 'node:diagnostics_channel';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { ROTATION_STATES } from '@watertight/encryption';

/** The variable that names the file of the moments at which one died, a line each. Without it nothing is listened to. */
export const MOMENTS_FILE = 'TEST_MOMENTS_FILE';
/** The variable of the words that a moment must have; without it all count. */
export const MOMENTS_WITH = 'TEST_MOMENTS_WITH';
export const KILLED_AT_NEWS = import.meta.filename;
const AMONG_MANY = 100;
/** States in which it only looks and waits: that it has reached one is a moment. Of others it is when they change something. */
const IDLE = ROTATION_STATES.filter(({ changes }) => changes === 'nothing').map(({ id, action }) => `${id}: ${action}`);

const momentsFile = process.env[MOMENTS_FILE];
let state = 'lock';

/** Nothing that the process has begun ends, nothing runs after it: neither handlers nor writes that wait. */
function moment(name: string): void {
  if (momentsFile === undefined || !name.includes(process.env[MOMENTS_WITH] ?? '')) return;
  if (readFileSync(momentsFile, 'utf8').split('\n').includes(name)) return;
  appendFileSync(momentsFile, `${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** It says what it does before it does it. */
function listenToMessages(): void {
  const { stderr } = process;
  const write = stderr.write.bind(stderr);
  stderr.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const line = chunk.toString().trimEnd();
    const [, said] = /^([a-z]+): /.exec(line) ?? [];
    if (said !== undefined) {
      state = said;
      if (/^[a-z]+: waits /.test(line) || IDLE.includes(line) || said === 'error') moment(line.replaceAll(/\d+/g, '#'));
    }
    return Reflect.apply(write, stderr, [chunk, ...rest]) as boolean;
  };
}

/** Between a file that is whole under another name, and its own name. */
function listenToFiles(): void {
  const { rename } = files;
  files.rename = async (from, to) => {
    const name = path.basename(to.toString()).replace(/[0-9a-f-]{36}/, '#');
    moment(`${state}: before ${name} is replaced`);
    await rename(from, to);
    moment(`${state}: after ${name} is replaced`);
  };
  syncBuiltinESMExports();
}

interface Sent {
  readonly request: { readonly method: string; readonly path: string };
}

/** Before the first object is stored again, among many that are, and when the cluster has been asked to do it. */
function listenToRequests(): void {
  const count = { sent: 0, answered: 0 };
  diagnostics.subscribe('undici:client:sendHeaders', (message) => {
    const { method } = (message as Sent).request;
    if (method === 'PATCH' && ++count.sent === 1) moment(`${state}: PATCH 1 is sent`);
  });
  diagnostics.subscribe('undici:request:headers', (message) => {
    const { method, path: where } = (message as Sent).request;
    if (method === 'POST' && where.includes('/storageversionmigrations?')) moment(`${state}: a migration is made`);
    if (method === 'PATCH' && ++count.answered === AMONG_MANY) moment(`${state}: PATCH ${AMONG_MANY} is answered`);
  });
}

if (momentsFile !== undefined) {
  listenToMessages();
  listenToFiles();
  listenToRequests();
}
