// Which mounts of a ConfigMap a container executes, and which it only reads.
import { expect, test } from 'vitest';
import { createAuthorizer } from '../access/authorizer.ts';
import { factsOf } from '../testing/facts-of.ts';
import { ConfigMapCode } from './configmap-code.ts';
import { buildWorld } from './world.ts';

interface Mounted {
  readonly command?: string;
  readonly key?: string;
  readonly mount?: string;
  readonly volume?: string;
}

function executing({ command = '', key = 'start', mount = '', volume = '' }: Mounted): number[] {
  const facts = factsOf(`
apiVersion: v1
kind: ConfigMap
metadata: { name: code, namespace: shop }
data: { ${key}: x }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers: [{ name: web, image: web, ${command}volumeMounts: [{ name: v, mountPath: /code${mount} }] }]
  volumes: [{ name: v, configMap: { name: code${volume} } }]
`);
  return new ConfigMapCode(buildWorld(facts, createAuthorizer(facts))).executing('shop', 'code');
}

test.each<[string, Mounted]>([
  ['the command itself', { command: 'command: [/code/start], ' }],
  ['what an interpreter is given', { command: 'command: [python3, /code/start], ' }],
  ['a script by its ending, among options', { command: 'command: [run, --once], args: [-f, /code/main.py], ' }],
  ['inside a shell command', { command: 'command: [sh, -c, "cd /tmp && . /code/start; sleep 1"], ' }],
  ['a file mounted alone', { command: 'command: [sh, /code], ', mount: ', subPath: start' }],
  ['a mount that is executable', { volume: ', defaultMode: 0755' }],
  ['a key that is a script, in a folder that the image runs', { key: 'init.sh' }],
])('executed: %s', (_, mounted) => {
  expect(executing(mounted)).toEqual([0]);
});

test.each<[string, Mounted]>([
  ['no command', {}],
  ['a configuration file in an option', { command: 'command: [web, --config=/code/start], ' }],
  ['an argument that is no script', { command: 'command: [web, -c, /code/start], ' }],
  ['a namesake of the folder', { command: 'command: [sh, /codes/start], ' }],
  ['readable only', { volume: ', defaultMode: 0644' }],
  ['another key is the script', { key: 'init.sh', mount: ', subPath: other' }],
])('not executed: %s', (_, mounted) => {
  expect(executing(mounted)).toEqual([]);
});
