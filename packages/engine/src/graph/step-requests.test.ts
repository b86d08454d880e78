// All requests that a step takes, and whose they are: what a replay against a server has to ask.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import type { CallerRequest } from '../results/contract.ts';
import { techniques } from '../techniques/list.ts';
import { factsOf } from '../testing/facts-of.ts';

/** The requests of the one step of this technique, each as `POSITION: VERB RESOURCE[/SUB] [NAME]`; those of `request` alone with `from`. */
function asked(technique: string, name: string): string[] {
  const found = techniques.find(({ id }) => id === technique);
  const example = found?.examples.exposed.find((candidate) => candidate.name === name);
  if (example === undefined) throw new Error(`${technique} has no example called ${name}`);
  const used = techniques.filter(({ id }) => id === technique || example.with?.includes(id));
  const exposure = analyse(factsOf(example.manifests, example.kubernetesVersion), { techniques: used });
  const path = exposure.reachOf(example.from).find(({ id }) => id === example.to);
  const step = path?.prove().steps.find((candidate) => candidate.technique === technique);
  if (step?.request === undefined) return [];
  return (step.requests ?? [{ as: step.from, request: step.request }]).map(words);
}

function words({ as, request: { verb, resource, subresource, name } }: CallerRequest): string {
  const type = subresource === undefined ? resource : `${resource}/${subresource}`;
  return `${as}: ${verb} ${type}${name === undefined ? '' : ` ${name}`}`;
}

const APP = 'serviceaccount:shop/app';

test.each([
  ['A1', 'any Secret of the namespace', [`${APP}: get secrets db`]],
  ['B3', 'any group beside one user', [`${APP}: impersonate users nobody`, `${APP}: impersonate groups dev`]],
  [
    'B3',
    'the groups of one role, the account of another',
    [`${APP}: impersonate serviceaccounts nobody`, `${APP}: impersonate groups dev`],
  ],
  [
    'B5',
    'in a group, beside a user',
    [
      `${APP}: impersonate-on:user-info:get secrets db`,
      `${APP}: impersonate:user-info groups dev`,
      `${APP}: impersonate:user-info users nobody`,
      'group:dev: get secrets db',
    ],
  ],
  ['B7', 'create and get', [`${APP}: create secrets`, `${APP}: get secrets`]],
  [
    'B14',
    'one principal holds all',
    [
      `${APP}: create certificatesigningrequests`,
      `${APP}: get certificatesigningrequests`,
      `${APP}: update certificatesigningrequests/approval`,
      `${APP}: approve signers kubernetes.io/kube-apiserver-client`,
    ],
  ],
])('%s, %s', (technique, name, expected) => {
  expect(asked(technique, name)).toEqual(expected);
});
