// The formats in which programs and runtimes write a line around its message.
import type { Random } from '../../bench/random.ts';
import { inJson, inQuotes, m, type Marked } from './marked.ts';

export type Format = (message: Marked, random: Random) => Marked;

const seconds = (random: Random): string => String(random.below(60)).padStart(2, '0');
const iso = (random: Random): string => `2026-01-02T03:04:${seconds(random)}.${random.below(900) + 100}Z`;

/** `level=info msg="…"` needs its message escaped; a plain one goes on to the line's end. */
const LINES: Readonly<Record<string, Format>> = {
  bare: (message) => message,
  bracketed: (message, random) => m`[${random.pick(['INFO', 'WARN', 'ERROR', 'DEBUG'])}] ${message}`,
  log4j: (message, random) =>
    m`2026-01-02 03:04:${seconds(random)},123 ERROR [http-nio-8080-exec-${random.below(9)}] c.e.shop.LoginService - ${message}`,
  'log4j exception': (message) => m`Caused by: java.sql.SQLException: ${message}`,
  python: (message, random) => m`2026-01-02 03:04:${seconds(random)},678 - app.db - DEBUG - ${message}`,
  klog: (message, random) => m`I0102 03:04:${seconds(random)}.678901       1 login.go:${random.below(900)}] ${message}`,
  syslog: (message, random) => m`<34>Jan  2 03:04:${seconds(random)} node-1 app[${random.below(30_000)}]: ${message}`,
  'zap console': (message, random) => m`${iso(random)}\tINFO\tapp/main.go:${random.below(900)}\t${message}`,
  compose: (message) => m`app-1  | ${message}`,
  stern: (message, random) => m`app-${random.word(5)} app ${message}`,
  coloured: (message, random) => m`\u001B[32m${iso(random)}\u001B[0m \u001B[36mDEBUG\u001B[0m ${message}\u001B[0m`,
  rails: (message, random) => m`D, [2026-01-02T03:04:${seconds(random)}.678901 #1] DEBUG -- : ${message}`,
  'logfmt message': (message, random) => m`time=${iso(random)} level=debug msg="${inQuotes(message)}" component=login`,
  pino: (message, random) =>
    m`{"level":30,"time":${1_767_225_600_000 + random.below(1e6)},"pid":1,"hostname":"api-0","msg":"${inJson(message)}"}`,
  'json log': (message, random) =>
    m`{"@timestamp":"${iso(random)}","log.level":"INFO","message":"${inJson(message)}","service.name":"shop"}`,
  'docker json-file': (message, random) =>
    m`{"log":"${inJson(m`${message}\n`)}","stream":"stdout","time":"${iso(random)}"}`,
};

const cri = (random: Random): string => `2026-01-02T03:04:${seconds(random)}.${random.below(9e8) + 1e8}Z stdout F `;

/** Every format as it is, and behind the head that a container runtime writes. */
export const FORMATS: readonly (readonly [string, Format])[] = Object.entries(LINES).flatMap(
  ([name, format]): (readonly [string, Format])[] => [
    [name, format],
    [`cri ${name}`, (message, random) => m`${cri(random)}${format(message, random)}`],
  ],
);
