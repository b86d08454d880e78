// Masks standard input as another program does: `node bench/jobs/redact-peer.ts secretlint|logtape`, in parts of whole lines.
import { once } from 'node:events';
import { peer, type PeerName } from '../peer.ts';

const PART_CHARS = 1 << 20;

const mask = await peer(process.argv[2] as PeerName);
if (mask === undefined) throw new Error('not installed: npm ci --ignore-scripts --prefix bench/peers');

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

let held = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) {
  held += part as string;
  if (held.length < PART_CHARS) continue;
  const end = held.lastIndexOf('\n') + 1;
  await write(await mask(held.slice(0, end)));
  held = held.slice(end);
}
await write(await mask(held));
