// The guide of the KMS plugin says the truth: its commands are run as they stand there, and print what stands below them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { KmsPlace, type Plugin } from '../testing/kms-plugin.ts';
import { runInProcess } from '../testing/in-process.ts';

const GUIDE = path.resolve(import.meta.dirname, '../../../../docs/guides/kms-plugin.md');
const SOCKET = '/run/watertight-kms/kms.sock';
const STATE = '/var/lib/watertight/kms';

interface Shown {
  readonly args: readonly string[];
  readonly output: string;
}

/** Every `$ watertight …` of the guide, in order. */
function shownCommands(): Shown[] {
  const blocks = [...readFileSync(GUIDE, 'utf8').matchAll(/```console\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split(/^\$ watertight /m).slice(1))
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      return { args: command.split(' '), output: lines.join('\n') };
    });
}

/** What differs from run to run: keys, times, hashes, and how fast the machine is. */
function lasting(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{16}-(\d+)/g, 'KEY-$1')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/[0-9a-f]{64}/g, 'HASH')
    .replaceAll(/^\w+ +(\w+ latency) .*\n(?: +→ .*\n)?/gm, '$1\n');
}

/** Prints to both streams, as a terminal shows it; the plugin itself stays, and has said what stands there. */
async function printed({ args }: Shown, place: KmsPlace, running: Plugin[]): Promise<string> {
  const local = args.map((arg) => arg.replace(SOCKET, place.socket).replace(STATE, place.state));
  const back = (text: string): string => text.replaceAll(place.socket, SOCKET).replaceAll(place.state, STATE);
  if (args[1] === 'serve') {
    // The guide's state folder is the default one, and its backend that of the place.
    const plugin = await place.start();
    running.push(plugin);
    return back(`${plugin.lines.join('\n')}\n`);
  }
  const withState = args[1] === 'doctor' ? [...local, '--state', place.state] : local;
  const { stdout, stderr } = await runInProcess(withState);
  return back(stderr + stdout);
}

test('each command of the guide prints what the guide shows', async () => {
  using place = new KmsPlace();
  const running: Plugin[] = [];
  const shown = shownCommands();
  expect(shown.map(({ args }) => args[1])).toEqual(['keys', 'serve', 'doctor', 'audit']);
  for (const command of shown) {
    const isLast = command === shown.at(-1);
    // The log is verified when the plugin has ended.
    // oxlint-disable-next-line no-await-in-loop -- one command after another, as a reader types them
    if (isLast) for (const plugin of running) await plugin.end('SIGTERM');
    // oxlint-disable-next-line no-await-in-loop -- the same
    const output = await printed(command, place, running);
    expect([command.args[1], lasting(output)]).toEqual([command.args[1], lasting(command.output)]);
  }
});
