// What a runtime, a shipper or a command that shows logs writes around each line of a program.
import { contentEnd } from '../text/line-end.ts';
import { criHeader } from './cri.ts';

export interface Entry {
  /** Lines of different streams are not of one text. */
  readonly stream: string;
  /** Bytes before the text. */
  readonly head: number;
  readonly text: string;
}

/** Of whom a line is: `kubectl logs --prefix`, and Compose. */
const WRITER = /^(?:\[pod\/[^\]\s]{1,400}\]|[\w.-]{1,128} {1,64}\|) /;
const WRITER_CHARS_MAX = 420;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) /;
const TIME_CHARS_MAX = 40;
const DOCKER = '{"log":"';
const DOCKER_END = /\\n","stream":"std(?:out|err)","time":"[^"]{1,40}"\}$/;
const DOCKER_END_CHARS_MAX = 96;

/** Where the text ends in a line, its line end left out: Docker writes more behind it. */
export function textEnd(line: string): number {
  const end = contentEnd(line);
  if (!line.startsWith(DOCKER)) return end;
  const [behind = ''] = DOCKER_END.exec(line.slice(Math.max(0, end - DOCKER_END_CHARS_MAX), end)) ?? [];
  return end - behind.length;
}

export function entryOf(line: string): Entry {
  const end = textEnd(line);
  const header = criHeader(line);
  if (header !== undefined) return { stream: header.stream, head: header.length, text: line.slice(header.length, end) };
  const behind = line.slice(end, contentEnd(line));
  if (behind !== '') {
    const stream = behind.includes('"stderr"') ? 'stderr' : 'stdout';
    return { stream, head: DOCKER.length, text: line.slice(DOCKER.length, end) };
  }
  const [writer = ''] = WRITER.exec(line.slice(0, WRITER_CHARS_MAX)) ?? [];
  const time = TIME.exec(line.slice(writer.length, writer.length + TIME_CHARS_MAX))?.[0].length ?? 0;
  const head = writer.length + time;
  return { stream: writer, head, text: line.slice(head, end) };
}
