// Passwords in the options of commands: what is found in text and in lists of words, and twins that are none.
import { findIn } from '@watertight/detect';
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';
import { COMMAND_CREDENTIAL } from './command-credential.ts';

const values = (text: string): string[] =>
  findIn(text, [COMMAND_CREDENTIAL], 'scan').map(({ start, end }) => text.slice(start, end));

describe('in running text', () => {
  test.each([
    ['redis-cli -h db -a q8Zt4mVx1LbS ping', 'q8Zt4mVx1LbS'],
    ['curl -s -u "admin:q8Zt4mVx1LbS" https://host.example/', 'q8Zt4mVx1LbS'],
    ['mysqldump -uroot -pq8Zt4mVx1LbS shop', 'q8Zt4mVx1LbS'],
    ['RUN docker login -u bob -p q8Zt4mVx1LbS registry.example', 'q8Zt4mVx1LbS'],
  ])('%s', (text, value) => expect(values(text)).toEqual([value]));

  test.each([
    'redis-cli -h db ping -c 12345678ab',
    'redis-cli -a changeme ping',
    'redis-cli -a ${REDIS_PASSWORD1} ping',
    'curl -u admin https://host.example:8443/',
    'curl -u user:password https://host.example/',
    'mysqldump -uroot -p shop-2026',
    'ssh -p 22001 host1.example',
    'docker run -p 8080:80 web',
  ])('%s', (text) => expect(values(text)).toEqual([]));

  test('its own examples', () => {
    const { positive, negative } = COMMAND_CREDENTIAL.examples;
    for (const text of positive) expect(values(text.replace(/[«»]/g, ''))).toEqual([/«(.*)»/.exec(text)?.[1]]);
    for (const text of negative) expect(values(text)).toEqual([]);
  });
});

describe('in a manifest', () => {
  test.each([
    [
      'words apart',
      'command: [redis-cli, -a, q8Zt4mVx1LbS, ping]\n',
      ['credential-in-command a.yaml:1:26-38 /command'],
    ],
    [
      'a script',
      'exec: { command: [sh, -c, "redis-cli -a q8Zt4mVx1LbS ping"] }\n',
      ['credential-in-command a.yaml:1:41-53 /exec/command'],
    ],
    ['another program', 'command: [some-cli, -a, q8Zt4mVx1LbS, ping]\n', []],
    ['words that are no command', 'items: [redis-cli, -a, q8Zt4mVx1LbS, ping]\n', []],
  ])('%s', async (_, text, expected) => {
    expect((await detectFiles({ 'a.yaml': text })).lines).toEqual(expected);
  });
});
