// Generates mixed logs of containers in CRI format, one line in a thousand with something to mask. It imports nothing of detect.
import { Random } from './random.ts';

type Line = (random: Random) => string;

const PATHS = ['/api/v1/items', '/healthz', '/metrics', '/api/v1/orders', '/static/app.js', '/login'];
const VERBS = ['GET', 'POST', 'PUT', 'DELETE'];
const CLASSES = [
  'com.example.shop.OrderService',
  'io.netty.channel.AbstractChannel',
  'java.util.concurrent.ThreadPoolExecutor',
];

const address: Line = (random) => `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`;

const pino: Line = (random) =>
  `{"level":30,"time":${1_767_225_600_000 + random.below(1e9)},"pid":1,"hostname":"api-${random.word(5)}","reqId":"${random.uid()}",` +
  `"req":{"method":"${random.pick(VERBS)}","url":"${random.pick(PATHS)}","remoteAddress":"${address(random)}"},` +
  `"res":{"statusCode":200},"responseTime":${random.next() * 100},"msg":"request completed"}`;
const logfmt: Line = (random) =>
  `level=info ts=2026-01-02T03:04:05.678Z caller=store.go:${random.below(900)} msg="compacted blocks" shard=${random.below(64)} duration=${random.next() * 10}s ulid=${random.word(26)}`;
const access: Line = (random) =>
  `${address(random)} - - [02/Jan/2026:03:04:05 +0000] "${random.pick(VERBS)} ${random.pick(PATHS)}?page=${random.below(99)} HTTP/1.1" 200 ${random.below(99999)} "https://shop.example/" "Mozilla/5.0 (X11; Linux x86_64)"`;
const klog: Line = (random) =>
  `I0102 03:04:05.678901       1 reconciler.go:${random.below(900)}] "Reconciled" object="ns-${random.word(3)}/app-${random.word(8)}" resourceVersion="${random.below(1e9)}" elapsed="${random.below(900)}ms"`;
const frame: Line = (random) =>
  `\tat ${random.pick(CLASSES)}.run(${random.pick(CLASSES).slice(-14)}.java:${random.below(900)})`;
const words: Line = (random) =>
  `worker ${random.below(32)} finished batch ${random.below(1e6)} in ${random.below(900)} ms, ${random.below(99)} items left`;
/** Words of anchors with nothing to mask beside them. */
const decoy: Line = (random) =>
  random.pick([
    'token bucket refilled',
    'password policy updated',
    'discarded 12 packets',
    'secret "db-credentials" synced',
  ]);
const sensitive: Line = (random) =>
  random.pick([
    `{"level":30,"msg":"login","email":"${random.word(6)}@example.com","password":"${random.word(12)}"}`,
    `connection failed with username db_user and password ${random.word(6)}${random.below(1000)}!`,
    `dial postgres://app:${random.word(12)}@db:5432/shop failed`,
    `Payload: {"creditCardNumber":"4111111111111111","expiration":"12/27","cvv":"123"}`,
    `level=debug msg=upstream authorization="Bearer ${random.word(30)}"`,
  ]);

/** Lines by their share in a thousand. */
const SHARES: readonly (readonly [number, Line])[] = [
  [1, sensitive],
  [20, decoy],
  [300, pino],
  [200, logfmt],
  [150, access],
  [150, klog],
  [100, frame],
  [79, words],
];

export function* logLines(seed: number): Generator<string> {
  const random = new Random(seed);
  for (;;) {
    let left = random.below(1000);
    const line = SHARES.find(([share]) => (left -= share) < 0)?.[1] ?? words;
    const time = `2026-01-02T03:04:05.${String(random.below(1e9)).padStart(9, '0')}Z`;
    yield `${time} ${random.below(4) === 0 ? 'stderr' : 'stdout'} F ${line(random)}\n`;
  }
}
