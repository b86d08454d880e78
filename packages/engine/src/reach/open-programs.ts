// Programs that let in whoever reaches their port: how each is known in a pod spec, and what shows that it asks for credentials.
import type { Container } from '../facts/workload.ts';

export interface OpenProgram {
  readonly name: string;
  /** Repository of the image, without registry, tag and digest. */
  readonly image: RegExp;
  /** Where it listens unless told otherwise; all TCP. */
  readonly port: number;
  /** What it gives: all that it holds and can run, requests to the API server as its own account, or what the API server keeps. */
  readonly gives: 'program' | 'account' | 'etcd';
  /** A label that its pods have besides. */
  readonly label?: readonly [key: string, value: string];
  /** An argument without which it asks for credentials. */
  readonly openBy?: RegExp;
  /** An argument with which it asks for credentials, or listens to its own pod only. */
  readonly closedBy?: RegExp;
  /** A variable with which the image makes it ask for credentials. */
  readonly closedByEnv?: RegExp;
  /** An argument that moves its port. */
  readonly portBy?: RegExp;
  readonly source: string;
}

const LOOPBACK = String.raw`(?:127\.0\.0\.1|localhost|::1)`;

export const OPEN_PROGRAMS: readonly OpenProgram[] = [
  {
    name: 'Redis',
    image: /(?:^|\/)(?:redis|valkey|keydb|redis-stack-server|redis-stack)$/,
    port: 6379,
    gives: 'program',
    closedBy: new RegExp(String.raw`^--(?:requirepass|aclfile|tls-port)\b|^--bind[= ]${LOOPBACK}$`),
    closedByEnv: /^(?:REDIS|VALKEY|KEYDB)_(?:PASSWORD|PASSWORD_FILE|ACL_FILE)$/,
    portBy: /^--port[= ](\d+)$/,
    source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
  },
  {
    name: 'Memcached',
    image: /(?:^|\/)memcached$/,
    port: 11_211,
    gives: 'program',
    closedBy: new RegExp(String.raw`^(?:-S|-Y|--enable-sasl|--auth-file)\b|^(?:-l|--listen)[= ]${LOOPBACK}$`),
    closedByEnv: /^MEMCACHED_PASSWORD(?:_FILE)?$/,
    portBy: /^(?:-p|--port)[= ](\d+)$/,
    source: 'https://docs.memcached.org/features/authentication/',
  },
  {
    name: 'MongoDB',
    image: /(?:^|\/)(?:mongo|mongodb|mongodb-community-server)$/,
    port: 27_017,
    gives: 'program',
    closedBy: new RegExp(String.raw`^--(?:auth|keyFile)\b|^--bind_ip[= ]${LOOPBACK}$`),
    closedByEnv: /^MONGO(?:DB)?_(?:INITDB_)?ROOT_(?:USERNAME|USER|PASSWORD)(?:_FILE)?$/,
    portBy: /^--port[= ](\d+)$/,
    source: 'https://www.mongodb.com/docs/manual/administration/security-checklist/',
  },
  {
    name: 'etcd',
    image: /(?:^|\/)etcd$/,
    port: 2379,
    gives: 'etcd',
    label: ['component', 'etcd'],
    openBy: new RegExp(String.raw`^--listen-client-urls[= ](?:.*,)?https?://(?!127\.|localhost|\[::1\])`),
    closedBy: /^--client-cert-auth(?:=true)?$/,
    closedByEnv: /^ETCD_CLIENT_CERT_AUTH$/,
    source: 'https://etcd.io/docs/v3.6/op-guide/security/',
  },
  {
    name: 'Kubernetes Dashboard',
    image: /(?:^|\/)(?:kubernetesui\/dashboard|kubernetes-dashboard-amd64)$/,
    port: 8443,
    gives: 'account',
    openBy: /^--enable-skip-login(?:=true)?$/,
    portBy: /^--port[= ](\d+)$/,
    source: 'https://github.com/kubernetes/dashboard/blob/v2.7.0/docs/common/arguments.md',
  },
  {
    name: 'kubectl proxy',
    image: /(?:^|\/)(?:kubectl|kubectl-proxy|hyperkube)$/,
    port: 8001,
    gives: 'account',
    openBy: /^--address[= ](?:0\.0\.0\.0|::)$/,
    closedBy: /^--accept-hosts[= ]\^?localhost/,
    portBy: /^(?:-p|--port)[= ](\d+)$/,
    source: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/',
  },
  {
    name: 'Tiller',
    image: /(?:^|\/)tiller$/,
    port: 44_134,
    gives: 'account',
    closedBy: new RegExp(String.raw`^--tls-verify(?:=true)?$|^--listen[= ]${LOOPBACK}`),
    closedByEnv: /^TILLER_TLS_VERIFY$/,
    source: 'https://v2.helm.sh/docs/securing_installation/',
  },
];

/** A program in a pod spec, and the port that it listens on. */
export interface FoundProgram {
  readonly program: OpenProgram;
  readonly container: Container;
  readonly port: number;
}

/** `REGISTRY/REPOSITORY:TAG@DIGEST` without tag and digest. */
export function repositoryOf(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}

/** Every argument, and each with the one after it: `--port 6380` is as good as `--port=6380`. */
export function argumentsOf({ command, args }: Container): readonly string[] {
  const all = [...command, ...args];
  return [...all, ...all.slice(1).map((value, at) => `${all[at]} ${value}`)];
}

/** Those that show no sign of asking for credentials. What a file of settings says is not known. */
export function openProgramsIn(containers: readonly Container[]): FoundProgram[] {
  return containers.flatMap((container) => {
    const repository = repositoryOf(container.image);
    return OPEN_PROGRAMS.flatMap((program) => {
      if (container.type === 'ephemeral' || !program.image.test(repository)) return [];
      const given = argumentsOf(container);
      const has = (wanted: RegExp | undefined): boolean =>
        wanted !== undefined && given.some((one) => wanted.test(one));
      const isClosed = has(program.closedBy) || container.env.some(({ name }) => program.closedByEnv?.test(name));
      if (isClosed || (program.openBy !== undefined && !has(program.openBy))) return [];
      const moved = given.map((one) => program.portBy?.exec(one)?.[1]).find((port) => port !== undefined);
      return [{ program, container, port: moved === undefined ? program.port : Number(moved) }];
    });
  });
}
