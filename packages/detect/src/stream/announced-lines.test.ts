// Values alone on a line below the one that announces them, beside twins that stay.
import { describe, expect, test } from 'vitest';
import { inPieces, redacted } from '../testing/redacted.ts';
import { Finder } from '../rules/finder.ts';
import { Redactor } from './redactor.ts';

const T = '**********';
const finder = new Finder();
const HEX = 'a1b2c3d4e5f64789a0b1c2d3e4f5a6b7';
const JENKINS = 'Please use the following password to proceed to installation:';
const cri = (stream: string, text: string): string => `2026-01-02T03:04:05.678901234Z ${stream} F ${text}`;
const docker = (text: string, stream = 'stdout'): string =>
  `{"log":"${text}\\n","stream":"${stream}","time":"2026-01-02T03:04:05.678901234Z"}`;

function withSilence(before: string, after: string): string {
  const redactor = new Redactor({ finder });
  const first = [...redactor.push(Buffer.from(before)), ...redactor.idle()];
  return Buffer.concat([...first, ...redactor.push(Buffer.from(after)), ...redactor.flush()]).toString();
}

describe('what is announced', () => {
  test.each<readonly [what: string, above: readonly string[], value: string, twin: string]>([
    ['Jenkins’s first password', [JENKINS, ''], HEX, 'This may also be found at: /var/jenkins_home/secrets/a1b2c3d4'],
    ['a key of kubeadm', ['[upload-certs] Using certificate key:'], HEX.repeat(2), 'kube-apiserver-7d9f8b'],
    [
      'a password of Elasticsearch',
      ['Password for the elastic user (reset with `bin/elasticsearch-reset-password -u elastic`):'],
      'lhQpLELkjkrawaBoaz0Q',
      'elastic',
    ],
    [
      'a token to copy',
      ['Copy the following enrollment token and paste it into Kibana (valid for the next 30 minutes):'],
      'eyJ2ZXIiOiI4LjAuMCIsImFkciI6WyIxNzIu',
      'https://kibana7.example.com/app',
    ],
    ['a password that a chart shows', ['Initial admin password:'], 'Hq8sJ2kLmN', 'kubectl get secret x7 -o yaml'],
    ['a value of YAML', ['  token:'], 'x7Hq8sJ2kLmN', 'default-token-x7k2p'],
    ['an unseal key', ['Unseal Key:'], 'k7Hq8sJ2kLmNpQ0rStUv', 'vault.example.com'],
  ])('%s', (_, above, value, twin) => {
    const text = (last: string): string => [...above, `  ${last}`, 'and more', ''].join('\n');
    expect(redacted(text(value))).toBe(text(T));
    expect(redacted(text(twin))).toBe(text(twin));
    expect(redacted(text(T))).toBe(text(T));
  });

  test.each([
    ['in quotes', `"${HEX}"`, `"${T}"`],
    ['in backticks', `\`${HEX}\``, `\`${T}\``],
    ['before a carriage return', `${HEX}\r`, `${T}\r`],
  ])('%s', (_, value, safe) => {
    expect(redacted(`${JENKINS}\n${value}\n`)).toBe(`${JENKINS}\n${safe}\n`);
  });

  test('passwords of cloud-init, up to the line that is none', () => {
    const text = (one: string, other: string): string =>
      [
        "Set the following 'random' passwords",
        `root:${one}`,
        `ubuntu:${other}`,
        `root:x and x1y2z3w4`,
        `root:${HEX}`,
        '',
      ].join('\n');
    expect(redacted(text('x1y2z3w4', 'Hq8sJ2kLmN'))).toBe(text(T, T));
  });
});

describe('what is not', () => {
  test.each([
    ['something public', `SHA-256 fingerprint of the following key:\n${HEX}\n`],
    ['an error', `error: cannot find password:\n${HEX}\n`],
    ['something else', `Use the following image:\n${HEX}\n`],
    ['what the sentence goes on about', `Use the following token id:\n${HEX}\n`],
    ['a sentence', `${JENKINS}\nlogin1234 is what it was\n`],
    ['a line behind another', `${JENKINS}\nsee below\n${HEX}\n`],
    ['a short word', `${JENKINS}\na1b2c3\n`],
    ['a reference', `${JENKINS}\n\${DB_PASSWORD1}\n`],
    ['too far', `${JENKINS}${'\n'.repeat(12)}${HEX}\n`],
  ])('%s', (_, text) => {
    expect(redacted(text)).toBe(text);
  });
});

test('values that another line names are still found below an announcement', () => {
  const text = (value: string): string =>
    `==>  Preparing: insert into t (password) values (?)\nInitial admin password:\n==> Parameters: ${value}(String)\n`;
  expect(redacted(text('hunter2'))).toBe(text(T));
  expect(redacted(text('null'))).toBe(text('null'));
});

describe('in the entries of a runtime', () => {
  test.each([
    ['CRI', cri],
    ['Docker', (stream: string, text: string): string => docker(text, stream)],
  ])('%s: another stream between them', (_, entry) => {
    const text = (value: string): string =>
      [entry('stdout', JENKINS), entry('stderr', HEX), entry('stdout', ''), entry('stdout', value), ''].join('\n');
    expect(redacted(text(HEX))).toBe(text(T));
  });

  test.each([
    ['the time that kubectl writes', '2026-01-02T03:04:05.678901234Z ', ''],
    ['the pod that kubectl writes', '[pod/jenkins-0/jenkins] ', '[pod/jenkins-1/jenkins] '],
    ['both', '[pod/jenkins-0/jenkins] 2026-01-02T03:04:05.678901234Z ', '[pod/jenkins-1/jenkins] '],
    ['the service that Compose writes', 'jenkins-1  | ', 'db-1       | '],
  ])('%s', (_, head, other) => {
    const text = (value: string): string =>
      `${head}${JENKINS}\n${other === '' ? '' : `${other}${HEX}\n`}${head}${value}\n`;
    expect(redacted(text(HEX))).toBe(text(T));
  });

  test.each([
    ['with its line ends', '\n\n', '\n\nThis'],
    ['in a string of JSON', '\\n\\n', '\\n\\nThis'],
    ['in one in another', '\\\\n', '\\\\nThis'],
    ['at its end', '\\n', '"}'],
  ])('one text %s', (_, gap, end) => {
    const text = (value: string): string => `{"msg":"${JENKINS}${gap}${value}${end}`;
    expect(redacted(text(HEX))).toBe(text(T));
    expect(redacted(text('see1234.example.com'))).toBe(text('see1234.example.com'));
  });
});

describe('however the stream is cut', () => {
  const text = `x\n${JENKINS}\n\n${HEX}\nend\n`;
  const safe = text.replace(HEX, T);

  test('at any place', () => {
    for (let at = 1; at < text.length; at++) expect(inPieces(text, [at])).toBe(safe);
  });

  test('with a silence at any place', () => {
    for (let at = 1; at < text.length; at++) {
      expect(withSilence(text.slice(0, at), text.slice(at))).toBe(safe);
    }
  });

  test('a key whose first line had begun to come', () => {
    const body = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0NTY3ODlBQkNERUZHSElKS0xNTk9Q';
    const key = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
    expect(withSilence('the key of the server is ', key)).not.toContain(body);
  });
});
