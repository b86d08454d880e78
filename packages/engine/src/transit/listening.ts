// What a program says of its own port by its arguments, and what the ports of a node are by their numbers: in clear or over TLS.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { Container, WorkloadFact } from '../facts/workload.ts';
import { argumentsOf, repositoryOf } from '../reach/open-programs.ts';
import { says } from './edge.ts';
import type { LayerVerdict } from './edge.ts';
import { PROGRAMS } from './listening-programs.ts';
import type { Listens, Program } from './listening-programs.ts';

/** A file of settings may say otherwise, and so may a variable that the image reads. */
const ELSEWHERE = /\.(?:conf|cnf|ya?ml)$|^(?:-f|--config|--config-file|--defaults-file)(?:[= ]|$)/;
const ELSEWHERE_ENV = /(?:TLS|SSL)(?:_|$)/i;

/** Of each container that runs a program which the table has. */
export function listening({ podSpecs }: Facts, server: WorkloadFact, port: number): LayerVerdict[] {
  const containers = podSpecs[server.spec]?.containers ?? [];
  return containers.flatMap((container) => {
    const told = (container.listeners ?? []).filter((one) => one.port === port);
    if (told.length > 0)
      return told.map(({ says: word, setting, pointer }) => {
        const cite = { object: server, pointer: server.specPointer + pointer };
        return says(
          word,
          `${objectId(server)} listens on port ${port} ${word === 'tls' ? 'with TLS' : 'in clear'} (${setting})`,
          cite,
        );
      });
    const program = programOf(container);
    if (program === undefined) return [];
    const found = ownPorts(container, program).find((one) => one.port === port);
    if (found === undefined) return [];
    const evidence = { object: server, pointer: `${server.specPointer}${container.pointer}` };
    return [verdictOf(found, `${program.name} of ${objectId(server)}`, evidence)];
  });
}

const known = new WeakMap<Container, readonly Listens[]>();

/** Made once for each container: many edges lead to one. */
function ownPorts(container: Container, program: Program): readonly Listens[] {
  let found = known.get(container);
  if (found === undefined) {
    const words = argumentsOf(container);
    const isElsewhere = words.some((word) => ELSEWHERE.test(word));
    const isByEnv = container.env.some(({ name }) => ELSEWHERE_ENV.test(name));
    found = isByEnv ? [] : program.listens(words).filter(({ by }) => by !== '' || !isElsewhere);
    known.set(container, found);
  }
  return found;
}

function programOf({ image, command, args, type }: Container): Program | undefined {
  if (type !== 'regular') return undefined;
  const repository = repositoryOf(image);
  const [first = ''] = [...command, ...args];
  // A command of its own may be any program of the image.
  return PROGRAMS.find((one) => one.command.test(first) || (command.length === 0 && one.image.test(repository)));
}

function verdictOf({ port, says: word, by }: Listens, who: string, evidence: Parameters<typeof says>[2]): LayerVerdict {
  const cite = evidence === undefined ? [] : [evidence];
  const told = by === '' ? '' : ` (${by})`;
  if (word === 'optional')
    return says('unknown', `${who} lets clients decide about TLS at port ${port}${told}`, ...cite);
  if (word === 'tls') return says('tls', `${who} takes TLS at port ${port}${told}`, ...cite);
  return says(
    'plain',
    `${who} takes no TLS at port ${port}${told === '' ? ', as it does unless told otherwise' : told}`,
    ...cite,
  );
}

const KUBELET = 10_250;

/** https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#api-server-to-kubelet */
function verifiesNoKubelet({ podSpecs }: Facts, { spec }: WorkloadFact): boolean {
  return (podSpecs[spec]?.containers ?? []).some(
    (container) =>
      programOf(container)?.name === 'kube-apiserver' &&
      !argumentsOf(container).some((word) => /^--kubelet-certificate-authority(?:[= ]|$)/.test(word)),
  );
}

/**
 * What the components of a node speak at their own ports.
 * https://kubernetes.io/docs/reference/networking/ports-and-protocols/ https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
const NODE_PORTS: ReadonlyMap<number, readonly ['plain' | 'tls', string]> = new Map([
  [6443, ['tls', 'the API server']],
  [10_249, ['plain', 'the metrics of kube-proxy']],
  [KUBELET, ['tls', 'the kubelet, with a certificate of its own that nobody signs unless it is told otherwise']],
  [10_255, ['plain', 'the kubelet’s read-only port']],
  [10_256, ['plain', 'the health of kube-proxy']],
  [10_257, ['tls', 'kube-controller-manager']],
  [10_259, ['tls', 'kube-scheduler']],
]);

export function nodeListening(facts: Facts, port: number, client: WorkloadFact | undefined): LayerVerdict[] {
  const [word, who] = NODE_PORTS.get(port) ?? [];
  if (word === undefined) return [];
  if (port === KUBELET && client !== undefined && verifiesNoKubelet(facts, client))
    return [
      says('tls', `${objectId(client)} has no --kubelet-certificate-authority: it speaks TLS to whoever answers`, {
        object: client,
        pointer: client.specPointer,
      }),
    ];
  return [says(word, `port ${port} of a node is ${who}: ${word === 'tls' ? 'TLS' : 'HTTP'}`)];
}
