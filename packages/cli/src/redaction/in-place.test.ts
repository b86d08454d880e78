// --in-place: what is lost or left in clear when a file has other names, other owners, or a writer.
import {
  appendFileSync,
  chmodSync,
  chownSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { scratch } from '../testing/scratch.ts';
import { inPlace } from './in-place.ts';

const RISKY = 'password=hunter2\n';
const SAFE = 'password=**********\n';

describe('a file that is written while it is read', () => {
  /** What a writer does while the first piece is at work. */
  async function whileRead(act: (file: string) => void): Promise<{ folder: Record<string, string>; error: unknown }> {
    using folder = scratch();
    const file = path.join(folder.path, 'app.log');
    writeFileSync(file, RISKY);
    const push = (): Uint8Array[] => {
      act(file);
      return [Buffer.from(SAFE)];
    };
    const redactor = { space: new Uint8Array(1024), push, flush: () => [], idle: () => [] };
    const error: unknown = await inPlace(file, redactor).catch((thrown: unknown) => thrown);
    const names = readdirSync(folder.path);
    return {
      folder: Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder.path, name), 'utf8')])),
      error,
    };
  }

  let isFirst = true;
  test.each<[string, (file: string) => void, Record<string, string>]>([
    [
      'is rotated',
      (file) => {
        renameSync(file, `${file}.1`);
        writeFileSync(file, 'new\n');
      },
      { 'app.log': 'new\n', 'app.log.1': RISKY },
    ],
    ['is moved away', (file) => renameSync(file, `${file}.1`), { 'app.log.1': RISKY }],
    ['is removed', (file) => rmSync(file), {}],
    ['is emptied', (file) => truncateSync(file), { 'app.log': '' }],
    [
      'grows',
      (file) => {
        // Once: each piece that is read comes by here.
        if (isFirst) appendFileSync(file, 'more\n');
        isFirst = false;
      },
      { 'app.log': `${RISKY}more\n` },
    ],
  ])('that %s stays as it is then', async (_, act, expected) => {
    const { folder, error } = await whileRead(act);
    expect(folder).toEqual(expected);
    expect(error).toMatchObject({ code: 4 });
    expect(String(error)).toContain('app.log was written or replaced while it was read');
  });

  test('that nobody touches is replaced', async () => {
    expect(await whileRead(() => undefined)).toEqual({ folder: { 'app.log': SAFE }, error: 0 });
  });
});

describe('names and owners', () => {
  test('a hard link keeps the values, and that is said; a symbolic link is none', async () => {
    using folder = scratch();
    const [file, other, link] = ['a.log', 'b.log', 'c.log'].map((name) => path.join(folder.path, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(file, RISKY);
    linkSync(file, other);
    symlinkSync(file, link);
    const message = `${file} had 2 names (hard links): what the others name is as it was\n`;
    expect(await runInProcess(['redact', '--file', file, '--in-place'])).toEqual({
      code: 0,
      stdout: '',
      stderr: message,
    });
    expect([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')]).toEqual([SAFE, RISKY]);
    writeFileSync(file, RISKY);
    expect(await runInProcess(['redact', '--file', link, '--in-place'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect([readFileSync(file, 'utf8'), statSync(link).ino]).toEqual([SAFE, statSync(file).ino]);
  });

  test('owner and permissions stay where we may set them', async () => {
    using folder = scratch();
    const file = path.join(folder.path, 'a.log');
    writeFileSync(file, RISKY);
    if (process.getuid?.() === 0) chownSync(file, 4321, 4322);
    chmodSync(file, 0o640);
    const before = statSync(file);
    await runInProcess(['redact', '--file', file, '--in-place']);
    const after = statSync(file);
    expect([after.uid, after.gid, after.mode]).toEqual([before.uid, before.gid, before.mode]);
    expect(readFileSync(file, 'utf8')).toBe(SAFE);
  });
});
