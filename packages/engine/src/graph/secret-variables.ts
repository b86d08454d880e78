// Variables of a container that Secrets fill, by `secretKeyRef` and by `envFrom`, and which of them belong to a server by their names.
import { serverOfCredential, serverOfSetting } from '../facts/spoken-name.ts';
import type { TransitSignal } from '../facts/transit.ts';
import type { Container, SecretReference, WorkloadFact } from '../facts/workload.ts';
import { specOf } from './relations/pods.ts';
import type { World } from './world.ts';

export interface SecretVariable {
  readonly name: string;
  /** Id of the Secret. */
  readonly secret: string;
  /** Of what refers to the Secret, relative to the pod spec. */
  readonly pointer: string;
  /** The input lacks the Secret, and the pod runs without it. */
  readonly isAbsent: boolean;
}

/**
 * By name. `env` replaces what `envFrom` gives, and a later source an earlier one. A Secret whose keys the input lacks gives nothing by
 * `envFrom`. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables
 */
export function secretVariables(
  world: World,
  member: WorkloadFact,
  { pointer: container, env }: Container,
): ReadonlyMap<string, SecretVariable> {
  const found = new Map<string, SecretVariable>();
  const { secrets } = specOf(world, member);
  const within = (pointer: string, way: SecretReference['way']): SecretReference[] =>
    secrets.filter((one) => one.way === way && one.pointer.startsWith(`${pointer}/`));
  const set = (name: string, { name: secret, pointer, optional }: SecretReference): void => {
    const isAbsent = optional && secretFact(world, member, secret) === undefined;
    found.set(name, { name, secret: `secret:${member.namespace}/${secret}`, pointer, isAbsent });
  };
  for (const source of within(container, 'envFrom'))
    for (const { name } of secretFact(world, member, source.name)?.keys ?? [])
      set(`${source.prefix ?? ''}${name}`, source);
  for (const { name, pointer } of env) {
    const [reference] = within(pointer, 'env');
    if (reference === undefined) found.delete(name);
    else set(name, reference);
  }
  return found;
}

function secretFact(
  { secrets }: World,
  { namespace }: WorkloadFact,
  name: string,
): World['secrets']['items'][number]['fact'] {
  const index = secrets.find(namespace, name);
  return index === undefined ? undefined : secrets.items[index]?.fact;
}

/** Names of the server that the setting leads to: the setting's own, the host's, and the protocol's where that begins with a login. */
function namesOfServer({ name, host = '', setting, login }: TransitSignal): string[] {
  const [, scheme = ''] = login === true ? (/^([a-z]+):\/\/$/.exec(setting) ?? []) : [];
  const [label = ''] = host.split('.');
  return [serverOfSetting(name), label.replaceAll('-', '_'), scheme].filter((one) => one !== '');
}

/** Those that by their names are credentials of the server that the setting names: `DB_PASSWORD` beside `DB_URL`. */
export function credentialsBeside(
  signal: TransitSignal,
  variables: ReadonlyMap<string, SecretVariable>,
): SecretVariable[] {
  if (signal.credential === true) return [];
  const names = namesOfServer(signal);
  return [...variables.values()].filter(({ name, isAbsent }) => !isAbsent && names.includes(serverOfCredential(name)));
}
