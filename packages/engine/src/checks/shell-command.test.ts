// Commands: names of the input stay text when they are pasted into a shell.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_DOCUMENT } from '../facts/object.ts';
import { kubectl, kubectlShow, shellWord } from './shell-command.ts';

const object = (name: string, group = '', objectKind = 'Pod') => ({
  objectKind,
  group,
  namespace: 'shop',
  name,
  document: NO_DOCUMENT,
});

test('any name is one word for a POSIX shell', () => {
  const names = fc.sample(
    fc.array(
      fc.string({ maxLength: 12, unit: 'binary-ascii' }).map((text) => text.replaceAll('\0', '')),
      { minLength: 1, maxLength: 50 },
    ),
    10,
  );
  for (const list of names) {
    const shown = execFileSync('sh', ['-c', `printf '%s\\0' ${list.map(shellWord).join(' ')}`]).toString();
    expect(shown.split('\0').slice(0, -1)).toEqual(list);
  }
});

test.each([
  [kubectl('get', object('web')), 'kubectl get pod/web -n shop'],
  [kubectl('get', object('$(reboot)')), "kubectl get 'pod/$(reboot)' -n shop"],
  [kubectl('delete', object('web', 'argoproj.io', 'Rollout')), 'kubectl delete rollout.argoproj.io/web -n shop'],
  [kubectl('get', { ...object('node-1', '', 'Node'), namespace: '' }), 'kubectl get node/node-1'],
])('%s', (command, expected) => {
  expect(command).toBe(expected);
});

test('a place is shown by JSONPath where that can name it', () => {
  expect(kubectlShow(object('web'), '/spec/containers/0', '.image')).toBe(
    "kubectl get pod/web -n shop -o jsonpath='{.spec.containers[0].image}'",
  );
  expect(kubectlShow(object('web'), "/spec/it's")).toBeUndefined();
});
