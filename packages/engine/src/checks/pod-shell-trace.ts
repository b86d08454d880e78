// Shells that print every command they run, in containers that hold Secrets.
import type { Container, PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { cronJobManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

/** `set -x`, `set -eux`, `set -o xtrace`; or a shell started with `-x`. */
const TRACES = /(?:^|[\s;&|])set\s+(?:-[a-wyz]*x[a-z]*|-o\s+xtrace)(?=$|[\s;&|])/;
const SHELL = /^(?:\/\S{0,64}\/)?(?:ba|da|a|z|k)?sh$/;
const SHELL_FLAG = /^-[a-wyz]*x[a-z]*$/;

function traces({ command, args }: Container): boolean {
  const words = [...command, ...args];
  const startsTraced = words.some((word, at) => SHELL.test(word) && SHELL_FLAG.test(words[at + 1] ?? ''));
  return startsTraced || words.some((word) => TRACES.test(word));
}

/** Secrets that this container has as environment: what a traced command expands. */
function secretsIn({ secrets }: PodSpec, { pointer }: Container): string[] {
  return secrets
    .filter(({ way, pointer: place }) => (way === 'env' || way === 'envFrom') && place.startsWith(`${pointer}/`))
    .map(({ name }) => name);
}

function judge(spec: PodSpec): PodHit[] {
  return spec.containers.flatMap((container): PodHit[] => {
    const [secret] = secretsIn(spec, container);
    if (secret === undefined || !traces(container)) return [];
    const field = container.args.some((word) => TRACES.test(word)) ? 'args' : 'command';
    const what = `${containerName(container)} traces its shell, and has Secret ${secret} as environment`;
    return [{ pointer: `${container.pointer}/${field}`, what, severity: 'medium' }];
  });
}

const shell = (script: string, source = 'secretKeyRef'): string => `
containers:
- name: job
  image: registry.example/job:1
  command: ${script}
  env:
  - name: DB_PASSWORD
    valueFrom: { ${source}: { name: db, key: password } }`;
const SCRIPT = (options: string): string => `[sh, -c, "set ${options}; psql --password=$DB_PASSWORD"]`;

export const podShellTrace: Check = {
  id: 'pod-shell-trace',
  title: 'A traced shell prints the Secrets that it uses',
  why: 'With set -x a shell writes each command to standard error after it has put the variables’ values in: a password that is passed to a program stands in the container’s log, and in every store that the log is shipped to.',
  severity: 'medium',
  maps: {
    nsa: ['Audit logging'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K05'],
  },
  references: [
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
    'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'Each command is logged with the values of its variables.',
      fix: 'Leave out -x, or turn it off (set +x) around commands that use the value; pass passwords by file or standard input.',
    }),
  examples: {
    exposed: [
      { name: 'in the script', manifests: cronJobManifest(shell(SCRIPT('-eux'))) },
      { name: 'by the shell’s own flag', manifests: podManifest(shell('[bash, -x, /scripts/run.sh]')) },
    ],
    safe: [
      { name: 'not traced', manifests: cronJobManifest(shell(SCRIPT('-eu'))) },
      { name: 'turned off', manifests: cronJobManifest(shell(SCRIPT('+x'))) },
      {
        name: 'no Secret in the environment',
        manifests: podManifest(shell('[bash, -x, /scripts/run.sh]', 'configMapKeyRef')),
      },
      { name: 'a flag of another program', manifests: podManifest(shell('[tar, -x, /scripts/run.sh]')) },
    ],
  },
};
