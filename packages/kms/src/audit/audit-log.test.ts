// The audit log: its chain, what a crash leaves, what changes are found, and that it refuses where it cannot write.
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { AuditLog } from './audit-log.ts';
import { auditLine, CHAIN_START } from './record.ts';
import { verifyAudit } from './verify.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = (): string => path.join(folder, `${++files}.log`);
const AT = '2026-01-01T00:00:00.000Z';

const openLog = (file: string): Promise<AuditLog> => AuditLog.open({ file, time: () => AT, keyId: () => 'k-1' });
const wrap = (uid: string) => ({ event: 'wrap', uid, keyId: 'k-1' }) as const;

async function written(count: number): Promise<string> {
  const file = newFile();
  const log = await openLog(file);
  await Promise.all(Array.from({ length: count }, (_, at) => log.append(wrap(`u${at}`))));
  await log.close();
  return file;
}

test('records stand in order, each with the hash of the one before, whole in one line', async () => {
  const text = readFileSync(await written(40), 'utf8');
  const records = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, at) => at + 1));
  expect(records[1]).toEqual({
    seq: 2,
    time: AT,
    event: 'wrap',
    uid: 'u0',
    keyId: 'k-1',
    prev: records[0]?.['hash'],
    hash: expect.any(String),
  });
  expect(verifyAudit(text)).toEqual({ ok: true, end: { seq: 41, hash: records[40]?.['hash'] }, torn: 0 });
});

test('a new run goes on where the file ends', async () => {
  const file = await written(2);
  const log = await openLog(file);
  await log.append(wrap('later'));
  expect(log.end.seq).toBe(5);
  await log.close();
  expect(verifyAudit(readFileSync(file, 'utf8'))).toMatchObject({ ok: true, end: { seq: 5 } });
});

test('a write that a crash cut off is kept, said, and passes; without the restart it is the open end', async () => {
  const file = await written(1);
  const { line } = auditLine({ seq: 2, hash: 'x'.repeat(64) }, AT, wrap('cut'));
  appendFileSync(file, line.slice(0, 40));
  expect(verifyAudit(readFileSync(file, 'utf8'))).toMatchObject({ ok: true, torn: 1 });
  await (await openLog(file)).close();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(line.slice(0, 40));
  expect(text).toContain('"torn":40');
  expect(verifyAudit(text)).toMatchObject({ ok: true, end: { seq: 3 }, torn: 1 });
});

describe('what was changed is found', () => {
  const change = async (edit: (lines: string[]) => string[]): Promise<unknown> => {
    const text = readFileSync(await written(4), 'utf8');
    return verifyAudit(`${edit(text.trimEnd().split('\n')).join('\n')}\n`);
  };
  test.each<[string, (lines: string[]) => string[], number]>([
    ['a word', (lines) => lines.map((line, at) => (at === 2 ? line.replace('u1', 'u9') : line)), 3],
    ['a line taken out', (lines) => lines.toSpliced(2, 1), 3],
    ['a line put in twice', (lines) => lines.toSpliced(2, 0, lines[1] ?? ''), 3],
    [
      'two lines in another order',
      (lines) => [...lines.slice(0, 2), ...lines.slice(2, 4).toReversed(), ...lines.slice(4)],
      3,
    ],
    ['a line of something else', (lines) => lines.toSpliced(1, 0, 'x'), 2],
    ['the last line', (lines) => [...lines.slice(0, -1), `${lines.at(-1)} `], 5],
    [
      'a record forged with a hash of its own',
      (lines) => lines.with(2, auditLine({ seq: 2, hash: 'f'.repeat(64) }, AT, wrap('u1')).line.trimEnd()),
      3,
    ],
  ])('%s', async (_, edit, line) => {
    expect(await change(edit)).toMatchObject({ ok: false, line });
  });
  test('nothing', async () => {
    expect(await change((lines) => lines)).toMatchObject({ ok: true });
  });
  test('a cut end shows only against what was seen before', async () => {
    expect(await change((lines) => lines.slice(0, 3))).toMatchObject({ ok: true, end: { seq: 3 } });
  });
});

test('a renamed log goes on in a new file, and the chain goes on with it', async () => {
  const file = newFile();
  const log = await openLog(file);
  await log.append(wrap('before'));
  renameSync(file, `${file}.1`);
  await log.reopen();
  await log.append(wrap('after'));
  await log.close();
  const first = verifyAudit(readFileSync(`${file}.1`, 'utf8'));
  const end = first.ok ? first.end : CHAIN_START;
  expect(verifyAudit(readFileSync(file, 'utf8'), end)).toMatchObject({ ok: true, end: { seq: 3 } });
  expect(verifyAudit(readFileSync(file, 'utf8'))).toMatchObject({ ok: false, line: 1 });
});

test('what is appended while the new file is opened is in the chain, too', async () => {
  const file = newFile();
  const log = await openLog(file);
  renameSync(file, `${file}.1`);
  const reopened = log.reopen();
  // Later than the start of reopening, and before any file can be open.
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  await Promise.all([log.append(wrap('meanwhile')), reopened]);
  await log.append(wrap('after'));
  await log.close();
  const first = verifyAudit(readFileSync(`${file}.1`, 'utf8'));
  expect(first).toMatchObject({ ok: true });
  const end = first.ok ? first.end : CHAIN_START;
  expect(verifyAudit(readFileSync(file, 'utf8'), end)).toMatchObject({ ok: true, end: { seq: 3 } });
});

test('a log that was not renamed stays the same at reopen', async () => {
  const file = newFile();
  const log = await openLog(file);
  await log.reopen();
  await log.append(wrap('same'));
  await log.close();
  expect(verifyAudit(readFileSync(file, 'utf8'))).toMatchObject({ ok: true, end: { seq: 2 } });
});

test.each([
  ['a file of another kind', 'x'.repeat(9000)],
  ['a changed last line', auditLine(CHAIN_START, AT, wrap('a')).line.replace('"a"', '"b"')],
])('%s is not written to', async (_, text) => {
  const file = newFile();
  writeFileSync(file, text, { mode: 0o600 });
  await expect(openLog(file)).rejects.toMatchObject({ name: 'AuditError' });
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('where the file cannot be opened, nothing starts', async () => {
  await expect(openLog(path.join(folder, 'none', 'a.log'))).rejects.toThrow('cannot open');
});
