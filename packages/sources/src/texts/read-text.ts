// Reads what is no archive: decides whether it is text, encrypted, a document or lines.
import { posix } from 'node:path';
import { isEncryptedValue } from '@watertight/engine';
import { readBinary } from './binary-strings.ts';
import { judgeByName } from './by-name.ts';
import type { ByteReader, Chunks } from './byte-reader.ts';
import type { Coverage } from './coverage.ts';
import { isRulesFile } from './encryption-rules.ts';
import type { FilesRead } from './files-read.ts';
import { MAX_STRUCTURED_BYTES } from './limits.ts';
import { FileText } from './located.ts';
import type { Located } from './located.ts';
import { isDocumentName, mayBeStructured, readStructured } from './read-structured.ts';
import { part } from './scalar-text.ts';
import { scanText } from './scan-text.ts';
import type { Scanner } from './scan-text.ts';
import { readWindows, TextWindows } from './text-windows.ts';
import { decoded, wideEncoding } from './wide-text.ts';

/** Bytes whose first ones were looked at. */
export interface SniffedBytes {
  readonly shown: string;
  readonly place: string;
  readonly head: Buffer;
  readonly rest: ByteReader;
}

interface Reading {
  readonly scanner: Scanner;
  readonly files: FilesRead;
  readonly coverage: Coverage;
}

/** https://github.com/AGWA/git-crypt: what every file of it begins with. */
const GIT_CRYPT = Buffer.from('\0GITCRYPT\0', 'latin1');
const SOPS_VALUE = 'ENC[AES256_GCM,';
const ENV_NAME = /(?:^|\.)env(?:\.|$)/i;
const ENV_LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=[^\S\n]*/;
/** In quotes or to the next blank: what follows that is a comment. */
const ENV_VALUE = /^(?:(["'])(.*?)\1|(\S*))/;

export async function readText(bytes: SniffedBytes, reading: Reading): Promise<void> {
  const { head, shown, rest } = bytes;
  reading.coverage.read();
  const encoding = wideEncoding(head);
  if (head.subarray(0, GIT_CRYPT.length).equals(GIT_CRYPT)) {
    reading.files.add(shown, { bytes: head.length, isEncrypted: true }, bytes.place);
  } else if (encoding === undefined && head.includes(0)) {
    reading.files.add(shown, { bytes: head.length, isEncrypted: false }, bytes.place);
    await readBinary(rest.all(head), { file: shown, place: bytes.place }, reading.scanner);
  } else if (encoding !== undefined || isStructured(bytes)) {
    await readWhole(bytes, encoding ?? 'utf-8', reading);
  } else {
    await readLines(bytes, rest.all(head), reading);
  }
}

function isStructured({ head, shown }: SniffedBytes): boolean {
  const name = posix.basename(shown);
  return ENV_NAME.test(name) || isRulesFile(shown) || mayBeStructured(name, head.toString());
}

/** What is larger than the limit is read line by line after all. */
async function readWhole(bytes: SniffedBytes, encoding: string, reading: Reading): Promise<void> {
  const { shown, head, rest, place } = bytes;
  const content = Buffer.concat([head, await rest.take(MAX_STRUCTURED_BYTES - head.length)]);
  const more = await rest.some(1);
  if (more !== undefined) {
    const reason = `more than ${MAX_STRUCTURED_BYTES} bytes: read line by line, not by its structure`;
    if (isDocumentName(posix.basename(shown))) reading.coverage.add({ what: shown, state: 'partial', reason });
    const chunks = both(content, more, rest);
    await readLines(bytes, encoding === 'utf-8' ? chunks : decoded(chunks, encoding), reading);
    return;
  }
  const located = new FileText(new TextDecoder(encoding).decode(content));
  const isEncrypted = isEncryptedText(located.text);
  reading.files.add(shown, { bytes: content.length, isEncrypted }, place);
  reading.files.layers.addText(shown, located.text);
  if (isRulesFile(shown)) reading.files.addOwnRules({ file: shown, text: located.text });
  if (ENV_NAME.test(posix.basename(shown))) readVariables(located, bytes, reading);
  else readNamed(located, { shown, place }, reading);
}

function readNamed(located: Located, { shown, place }: { shown: string; place: string }, reading: Reading): void {
  const { scanner, files, coverage } = reading;
  const name = posix.basename(shown);
  const readAs = readStructured(
    { located, file: shown, name, place, depth: 0 },
    { scanner, secretFile: (file, path) => files.addSecret(file, path) },
  );
  if (readAs === 'lines' && isDocumentName(name))
    coverage.add({ what: shown, state: 'partial', reason: 'not well-formed: read line by line, not by its structure' });
}

/** The place of a value is its variable: lines may come and go around it. */
function readVariables(located: Located, { shown, place }: SniffedBytes, { scanner }: Reading): void {
  let start = 0;
  for (const line of located.text.split('\n')) {
    const [begin = '', name] = ENV_LINE.exec(line) ?? [];
    const own = name === undefined ? place : `${place === '' ? '' : `${place}!`}/${name}`;
    const at = { file: shown, place: own };
    if (scanText(part(located, start, line), at, scanner) === 0 && name !== undefined) {
      const [, quote = '', quoted, bare = ''] = ENV_VALUE.exec(line.slice(begin.length)) ?? [];
      judgeByName(name, part(located, start + begin.length + quote.length, quoted ?? bare), at, scanner);
    }
    start += line.length + 1;
  }
}

async function readLines({ shown, place }: SniffedBytes, chunks: Chunks, { scanner, files }: Reading): Promise<void> {
  let bytes = 0;
  let isEncrypted = false;
  const count = async function* count(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  await readWindows(count(), new TextWindows({ file: shown, place }, scanner), (text) => {
    isEncrypted ||= isEncryptedText(text);
  });
  files.add(shown, { bytes, isEncrypted }, place);
}

function isEncryptedText(text: string): boolean {
  return text.includes(SOPS_VALUE) || isEncryptedValue(text);
}

async function* both(content: Uint8Array, more: Uint8Array, rest: ByteReader): AsyncGenerator<Uint8Array> {
  yield content;
  yield* rest.all(more);
}
