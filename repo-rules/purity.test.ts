// Holds the packages to what they may touch: the pure ones neither clock nor disk nor console.
import { describe, expect, test } from 'vitest';
import { fixture } from './fixture.ts';
import { purityFaults } from './purity.ts';
import { sourceFiles } from './source-file.ts';

test('the tree touches only what its packages may', () => {
  expect(purityFaults(sourceFiles())).toEqual([]);
});

describe('a pure package', () => {
  test.each([
    "import { readFileSync } from 'node:fs';",
    "import { connect } from 'node:net';",
    "import { randomBytes } from 'node:crypto';",
    "import os from 'node:os';",
    "const fs = await import('node:fs');",
    'export const now = Date.now();',
    'export const now = new Date();',
    'export const now = Date();',
    'export const at = performance.now();',
    "export const home = process.env['HOME'];",
    "console.log('x');",
    'setTimeout(() => {}, 1);',
    'export const x = Math.random();',
    'export const id = crypto.randomUUID();',
    "export const r = fetch('http://127.0.0.1');",
    'export const sorted = (a: string, b: string) => a.localeCompare(b);',
    'export const f = new Intl.Collator();',
    'export const o = { console };',
    'export const e = (process as NodeJS.Process).env;',
  ])('%s is refused', (text) => {
    expect(purityFaults(fixture({ 'packages/engine/src/a.ts': text }))).toHaveLength(1);
    expect(purityFaults(fixture({ 'packages/engine/src/a.test.ts': text }))).toEqual([]);
  });

  test.each([
    "import { createHash } from 'node:crypto';",
    "import { inspect } from 'node:util';",
    'export const d = new Date(0);',
    'export const p = (process: string) => process.length;',
    'export const o = { process: 1, console: 2 };',
    'export const q = (spec: { process: number }) => spec.process;',
    'export const r = ({ process }: { process: number }) => process;',
    'export const s = ({ process: p }: { process: number }) => p;',
    'export interface T { readonly console: string }',
    "export const u = 'process.env console Date.now()';",
    "export const v = new Intl.Segmenter('en');",
    '// console.log(process.env)',
  ])('%s passes', (text) => {
    expect(purityFaults(fixture({ 'packages/engine/src/a.ts': text }))).toEqual([]);
  });
});

test('the command may print, sources may read, and only the transports and the proxy may open a connection', () => {
  const at = (name: string, text: string, folder = ''): string[] =>
    purityFaults(fixture({ [`packages/${name}/src/${folder}a.ts`]: text }));
  expect(at('cli', "console.log(process.env['HOME']);")).toEqual([]);
  expect(at('sources', "import { readFileSync } from 'node:fs';")).toEqual([]);
  expect(at('sources', "console.log('x');")).toHaveLength(1);
  expect(at('sources', "import 'node:net';")).toHaveLength(1);
  expect(at('sources', "import { isIP } from 'node:net';")).toEqual([]);
  expect(at('sources', "import { isIP, connect } from 'node:net';")).toHaveLength(1);
  expect(at('sources', "import { Agent } from 'undici';", 'cluster/transport/')).toEqual([]);
  expect(at('sources', "import { Agent } from 'undici';", 'cluster/lists/')).toHaveLength(1);
  expect(at('sources', "import type { Dispatcher } from 'undici';", 'cluster/lists/')).toHaveLength(1);
  expect(at('cli', "import { Agent } from 'undici';", 'cluster/transport/')).toHaveLength(1);
  expect(at('cli', "import 'undici';")).toHaveLength(1);
  expect(at('cli', "import 'node:http';", 'redaction/otlp-proxy/')).toEqual([]);
  expect(at('cli', "import 'node:http';", 'redaction/')).toHaveLength(1);
  expect(at('detect', "import 'node:http';", 'otlp/')).toHaveLength(1);
  expect(at('detect', "import pino from 'pino'; setTimeout(() => {}, 1);", 'node/')).toEqual([]);
  expect(at('detect', "import pino from 'pino'; setTimeout(() => {}, 1);", 'stream/')).toHaveLength(2);
  expect(at('detect', "import { Transform } from 'node:stream';", 'stream/')).toEqual([]);
  expect(at('kms', "import { Server } from '@grpc/grpc-js';", 'transport/')).toEqual([]);
  expect(at('kms', "import { Server } from '@grpc/grpc-js';", 'daemon/')).toHaveLength(1);
  expect(at('sources', "import { Server } from '@grpc/grpc-js';", 'transport/')).toHaveLength(1);
  expect(at('kms', "console.log('x');")).toHaveLength(1);
});
