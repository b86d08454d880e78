// Programs that are told to log everything: requests, bodies, headers.
import type { Container, PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

/** At 8 and above Kubernetes’ programs log request and response bodies, at 6 and above their headers are masked. */
const BODIES = 8;
const KLOG = /^-{1,2}v=(\d{1,3})$/;
const DEBUG = /^-{1,2}(?:log[-_.]?level|loglevel|log\.level|verbosity)=["']?(debug|trace|all|silly|finest)["']?$/i;

/** Words of a command line; a value may follow its flag as a word of its own. */
function wordsOf({ command, args }: Container): string[] {
  const words = [...command, ...args].flatMap((text) => text.split(/\s+/));
  return words.map((word, at) =>
    /^-{1,2}[\w.-]+$/.test(word) && words[at + 1]?.startsWith('-') === false ? `${word}=${words[at + 1]}` : word,
  );
}

function judge({ containers }: PodSpec): PodHit[] {
  return containers.flatMap((container) =>
    wordsOf(container).flatMap((word): PodHit[] => {
      const level = Number(KLOG.exec(word)?.[1] ?? 0);
      const field = container.args.length > 0 ? 'args' : 'command';
      const pointer = `${container.pointer}/${field}`;
      if (level >= BODIES)
        return [{ pointer, what: `${containerName(container)} logs at verbosity ${level}`, severity: 'medium' }];
      const word2 = DEBUG.exec(word)?.[1]?.toLowerCase();
      return word2 === undefined
        ? []
        : [{ pointer, what: `${containerName(container)} logs at level ${word2}`, severity: 'low' }];
    }),
  );
}

const args = (list: string): string => `
containers:
- name: app
  image: registry.example/app:1
  args: [${list}]`;

export const podVerboseLog: Check = {
  id: 'pod-verbose-log',
  title: 'A program logs at a level that shows what it handles',
  why: 'At verbosity 8 and above, programs of Kubernetes write request and response bodies into their logs, Secrets among them; at debug or trace, most others write headers, queries and configuration. Whoever may read pods/log, the node’s /var/log or the log store then reads them, for as long as logs are kept.',
  severity: 'medium',
  maps: {
    nsa: ['Audit logging'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K05'],
  },
  references: [
    'https://kubernetes.io/docs/reference/kubectl/quick-reference/#kubectl-output-verbosity-and-debugging',
    'https://kubernetes.io/docs/concepts/cluster-administration/system-logs/#log-verbosity-level',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'What it handles stands in its log, for whoever may read pods/log, the node or the log store.',
      fix: 'Log at info (verbosity 2) and raise the level for a time only; redact the stream before it is stored.',
    }),
  examples: {
    exposed: [
      { name: 'bodies of requests', manifests: podManifest(args('"--v=8"')) },
      { name: 'a debug level', manifests: deploymentManifest(args('"--log-level", "debug"')) },
    ],
    safe: [
      { name: 'a usual verbosity', manifests: podManifest(args('"--v=2"')) },
      { name: 'an ordinary level', manifests: deploymentManifest(args('"--log-level", "info"')) },
      { name: 'another flag', manifests: deploymentManifest(args('"--log-format", "debug"')) },
    ],
  },
};
