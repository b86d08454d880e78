// OTLP requests against vectors that OpenTelemetry's own classes wrote, and what is no such request.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Finder } from '../rules/finder.ts';
import { depthMax, MalformedLogs, valuesMax } from './part.ts';
import { type LogsEncoding, LogsRedactor } from './redact-logs.ts';

interface Encoded {
  readonly protobuf: string;
  readonly json: object;
}
interface Vector {
  readonly name: string;
  readonly request: Encoded;
  readonly masked: Encoded;
}

const FILE = new URL('../../../../testbed/otlp/vectors.json', import.meta.url);
const VECTORS = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Vector[];
const finder = new Finder();
const redact = (body: Uint8Array, encoding: LogsEncoding): Buffer =>
  Buffer.from(new LogsRedactor({ finder }).redact(body, encoding));
const json = (body: unknown): unknown => JSON.parse(redact(Buffer.from(JSON.stringify(body)), 'json').toString());

describe.each(VECTORS)('$name', ({ request, masked }) => {
  test('in protobuf, byte for byte', () => {
    expect(redact(Buffer.from(request.protobuf, 'base64'), 'protobuf').toString('base64')).toBe(masked.protobuf);
    expect(redact(Buffer.from(masked.protobuf, 'base64'), 'protobuf').toString('base64')).toBe(masked.protobuf);
  });

  test('in JSON', () => {
    expect(json(request.json)).toEqual(masked.json);
    expect(json(masked.json)).toEqual(masked.json);
  });
});

const record = (more: object): object => ({ resourceLogs: [{ scopeLogs: [{ logRecords: [more] }] }] });

describe('JSON', () => {
  test.each<[string, object]>([
    ['names of the schema', { attributes: [{ key: 'password', value: { string_value: 'hunter2' } }] }],
    ['a member that nobody knows', { comment: 'password=hunter2' }],
    ['one deeper', { comment: { texts: [{ password: 'hunter2' }] } }],
    ['two members of one value', { body: { boolValue: true, stringValue: 'password=hunter2' } }],
    ['beside a list of values', { body: { kvlistValue: { values: [], password: 'hunter2' } } }],
    ['a pair without a name', { attributes: [{ value: { stringValue: 'password=hunter2' } }] }],
    ['a value that is no map', { attributes: [{ key: 'password', value: 'hunter2' }] }],
    ['attributes that are no list', { attributes: { password: 'hunter2' } }],
    ['an id that is none', { traceId: 'password=hunter2' }],
    ['a time that is none', { timeUnixNano: 'password=hunter2' }],
    ['a member of a value that nobody knows', { body: { password: 'hunter2' } }],
    ['a member whose name says too much', { 'password=hunter2': 1 }],
    ['a value as a name', { body: { kvlistValue: { values: [], 'password=hunter2': {} } } }],
    ['a name of an object', { constructor: 'password=hunter2', ['__proto__']: 'password=hunter2' }],
  ])('%s: nothing gets through', (_, more) => {
    const text = JSON.stringify(json(record(more)));
    expect(text).not.toContain('hunter2');
    expect(text).toContain('**********');
  });

  test('numbers keep their digits, and the last of two equal members is the one that is judged and passed on', () => {
    const text = '{"resourceLogs":[],"n":1.10,"big":123456789012345678901234567890,"a":"password=hunter2","a":"b"}';
    const expected = '{"resourceLogs":[],"n":1.10,"big":123456789012345678901234567890,"a":"b"}';
    expect(redact(Buffer.from(text), 'json').toString()).toBe(expected);
  });

  test.each(['', '{', '[]', '1', '"password=hunter2"', 'null', '{"a":"\u0001"}'])('%j is refused', (text) => {
    expect(() => redact(Buffer.from(text), 'json')).toThrow(MalformedLogs);
  });

  test('bytes that are no UTF-8 are refused', () => {
    expect(() => redact(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'json')).toThrow(MalformedLogs);
  });

  test.each([
    [depthMax, false],
    [depthMax + 1, true],
    [100_000, true],
  ])('%i levels of lists: refused %s', (levels, isRefused) => {
    const text = `{"a":${'['.repeat(levels)}"x"${']'.repeat(levels)}}`;
    const attempt = (): unknown => redact(Buffer.from(text), 'json');
    if (isRefused) expect(attempt).toThrow(MalformedLogs);
    else expect(attempt()).toEqual(Buffer.from(text));
  });
});

const [FIRST] = VECTORS as [Vector];
const WHOLE = Buffer.from(FIRST.request.protobuf, 'base64');
const field = (number: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);

describe('what does not fit', () => {
  test.each([
    [valuesMax, false],
    [valuesMax + 1, true],
  ])('%i values of JSON: refused %s', (values, isRefused) => {
    // The object and its list are values as well.
    const text = `{"a":[${'1,'.repeat(values - 3)}1]}`;
    const attempt = (): unknown => redact(Buffer.from(text), 'json').length;
    if (isRefused) expect(attempt).toThrow(`more than ${valuesMax} values`);
    else expect(attempt()).toBe(text.length);
  });

  test.each([
    [valuesMax, false],
    [valuesMax + 1, true],
  ])('%i fields of protobuf: refused %s', (fields, isRefused) => {
    const body = Buffer.alloc(2 * fields, Buffer.from([0x78, 0x01]));
    const attempt = (): unknown => redact(body, 'protobuf').length;
    if (isRefused) expect(attempt).toThrow(`more than ${valuesMax} fields`);
    else expect(attempt()).toBe(body.length);
  });

  test.each(['-0', '1.10', '1e2', '1E2', '-1', '123456789012345', '1234567890123456', '0.1', '12'])(
    'the number %s comes out as it was written',
    (number) => {
      const text = `{"a":[${number},"x\\\\",${number}],"b":"\\"1.10,[{","c":${number}}`;
      expect(redact(Buffer.from(text), 'json').toString()).toBe(text);
    },
  );

  const long = 'x '.repeat(200_000);
  const attribute = (key: string, stringValue: string): object => ({ key, value: { stringValue } });

  test('a record longer than a window is judged value by value', () => {
    const before = [attribute('password', 'hunter2'), attribute('note', 'b'), attribute('card', '4111111111111111')];
    const after = [attribute('password', '**********'), attribute('note', 'b'), attribute('card', '************')];
    const of = (attributes: object[]): object => record({ body: { stringValue: long }, attributes });
    expect(json(of(before))).toEqual(of(after));
  });

  test('a rule that fails closes the whole record, and counts it', () => {
    const failing = new Finder([
      {
        id: 'failing',
        title: 'Failing',
        class: 'token',
        reference: '',
        anchors: ['fail-now'],
        match: () => {
          throw new Error('a value');
        },
        examples: { positive: [], negative: [] },
      },
    ]);
    const redactor = new LogsRedactor({ finder: failing });
    const body = Buffer.from(
      JSON.stringify(record({ body: { stringValue: 'fail-now' }, attributes: [attribute('a', 'b')] })),
    );
    const masked = JSON.parse(Buffer.from(redactor.redact(body, 'json')).toString()) as unknown;
    expect(masked).toEqual(record({ body: { stringValue: '[redaction-error]' }, attributes: [attribute('a', 'b')] }));
    expect(redactor.counts.closed).toBe(1);
  });
});

describe('protobuf', () => {
  test('an empty request is one', () => expect(redact(Buffer.alloc(0), 'protobuf')).toHaveLength(0));

  test('cut anywhere it is refused, or what is left is whole', () => {
    for (let end = 1; end < WHOLE.length; end++)
      expect(() => redact(WHOLE.subarray(0, end), 'protobuf')).toThrow(MalformedLogs);
  });

  test.each([
    ['a group', [0x0b, 0x0c]],
    ['a field without a number', [0x00, 0x00]],
    ['a number without an end', [0x08, ...Array<number>(11).fill(0xff)]],
    ['a length beyond the message', [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['a reserved type', [0x0e]],
  ])('%s is refused', (_, bytes) => {
    expect(() => redact(Buffer.from(bytes), 'protobuf')).toThrow(MalformedLogs);
  });

  test('an unknown field stays as it came, and one that holds something to mask goes', () => {
    const harmless = field(15, Buffer.from('all well'));
    const risky = field(15, Buffer.from('password=hunter2'));
    expect(redact(Buffer.concat([harmless, WHOLE]), 'protobuf')).toEqual(Buffer.concat([harmless, WHOLE]));
    expect(redact(Buffer.concat([risky, WHOLE]), 'protobuf')).toEqual(WHOLE);
  });

  test.each([
    [49, false],
    [50, true],
  ])('%i values within values: refused %s', (levels, isRefused) => {
    let value = field(1, Buffer.from('x'));
    for (let level = 0; level < levels - 1; level++) {
      const list = sized(1, value);
      value = sized(5, list);
    }
    const whole = sized(1, sized(2, sized(2, sized(5, value))));
    const attempt = (): unknown => redact(whole, 'protobuf');
    if (isRefused) expect(attempt).toThrow(MalformedLogs);
    else expect(attempt()).toEqual(whole);
  });
});

/** As `field`, of any length. */
function sized(number: number, content: Uint8Array): Buffer {
  const length: number[] = [];
  for (let left = content.length; ; left = Math.floor(left / 128)) {
    if (left < 128) {
      length.push(left);
      break;
    }
    length.push((left % 128) + 128);
  }
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), content]);
}

/** Values of any shape, in which a marked secret stands under a name that says so. */
const anyValue: fc.Arbitrary<object> = fc.letrec<{ value: object }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.record({ stringValue: fc.string() }),
    fc.record({ stringValue: fc.string().map((text) => `${text.replaceAll(/["'\\w]/g, '')} password=MARKED7`) }),
    fc.record({ intValue: fc.integer().map(String) }),
    fc.record({ doubleValue: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
    fc.record({ boolValue: fc.boolean() }),
    fc.array(tie('value'), { maxLength: 3 }).map((values) => ({ arrayValue: { values } })),
    fc
      .array(fc.record({ key: fc.constantFrom('a', 'b.c', 'user'), value: tie('value') }), { maxLength: 3 })
      .map((values) => ({ kvlistValue: { values: [...values, { key: 'token', value: { stringValue: 'MARKED7' } }] } })),
  ),
})).value;

test('whatever the values, a secret under its name is masked, and masking again changes nothing', () => {
  fc.assert(
    fc.property(anyValue, fc.array(anyValue, { maxLength: 3 }), (body, values) => {
      const attributes = values.map((value, at) => ({ key: `k${at}`, value }));
      const once = redact(Buffer.from(JSON.stringify(record({ body, attributes }))), 'json');
      expect(once.toString()).not.toContain('MARKED7');
      expect(redact(once, 'json').toString()).toBe(once.toString());
    }),
    { numRuns: 500 },
  );
});
