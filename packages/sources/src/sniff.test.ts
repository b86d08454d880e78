// Which first bytes are JSON, YAML or refused.
import { describe, expect, test } from 'vitest';
import { sniff } from './sniff.ts';

describe('sniff', () => {
  test.each([
    ['{"a": 1}', 'dump', 'json'],
    [' \n[ {"a": 1}]', 'dump.yaml', 'json'],
    ['{}', 'x.yaml', 'json'],
    ['{{- if .Values.x }}', 'x.yaml', 'yaml'],
    ['{a: b}', 'x.yaml', 'yaml'],
    ['[a, b]', 'x.yaml', 'yaml'],
    ['a: b', 'x.yaml', 'yaml'],
    ['', 'x.yaml', 'yaml'],
    ['', 'x.json', 'json'],
    ['a: b', 'x.JSON', 'json'],
    ['a: b', 'x.ndjson', 'json'],
  ])('%j in %s is %s', (text, name, format) => {
    expect(sniff(Buffer.from(text), name)).toEqual({ format });
  });

  test('a UTF-8 byte order mark is skipped', () => {
    expect(sniff(Buffer.from('\ufeff{"a":1}'), 'x')).toEqual({ format: 'json' });
  });

  test.each([
    ['UTF-16', Buffer.from('\ufeffa: b', 'utf16le')],
    ['UTF-16', Buffer.from([0xfe, 0xff, 0, 0x61])],
    ['UTF-16 without', Buffer.from('a: b', 'utf16le')],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    ['gzip', Buffer.from([0x1f, 0x8b, 8])],
    ['zip', Buffer.from('PK\u0003\u0004')],
  ])('%s is refused with what to do', (word, bytes) => {
    expect(sniff(bytes, 'x.yaml')).toEqual({ refused: expect.stringContaining(word) });
  });
});
