// The catalogue of ports: each once, in order, with a source, and the programs that let in everybody among them.
import { expect, test } from 'vitest';
import { OPEN_PROGRAMS } from './open-programs.ts';
import { SENSITIVE_PORTS, sensitivePort } from './sensitive-ports.ts';

test('each number once, in order, with a source', () => {
  const numbers = SENSITIVE_PORTS.map(({ port }) => port);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  for (const { source } of SENSITIVE_PORTS) expect(source).toMatch(/^https:\/\//);
});

test('a port of a program that lets in everybody is in it, unless many others have the number', () => {
  const missing = OPEN_PROGRAMS.filter(({ port }) => sensitivePort(port) === undefined).map(({ name }) => name);
  expect(missing).toEqual(['Kubernetes Dashboard', 'kubectl proxy']);
});

test('ports of ordinary programs are not in it', () => {
  expect([22, 53, 80, 443, 3000, 6443, 8001, 8080, 8443, 9090].map(sensitivePort)).toEqual(Array(10).fill(undefined));
});
