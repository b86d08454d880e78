// Ports at which stores, control planes and consoles are asked by whoever reaches them: what each holds, and who says so.

export interface SensitivePort {
  readonly port: number;
  readonly name: string;
  /** A clause: what whoever is let in gets. */
  readonly gives: string;
  /** Usually it asks for no credentials, or shows them in clear. */
  readonly open?: true;
  readonly source: string;
}

const K8S_PORTS = 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/';
const COMPONENTS = 'https://kubernetes.io/docs/reference/command-line-tools-reference/';
const entry = (port: number, name: string, gives: string, source: string): SensitivePort => ({
  port,
  name,
  gives,
  source,
});
const open = (port: number, name: string, gives: string, source: string): SensitivePort => ({
  ...entry(port, name, gives, source),
  open: true,
});
const DATA = 'all of its data';

/** TCP, in the order of their numbers. */
export const SENSITIVE_PORTS: readonly SensitivePort[] = [
  open(111, 'portmapper of NFS', 'the list of shares', 'https://www.rfc-editor.org/rfc/rfc1833'),
  entry(
    445,
    'SMB',
    'the files of its shares',
    'https://learn.microsoft.com/windows-server/storage/file-server/smb-security',
  ),
  open(2049, 'NFS', 'the files of its shares', 'https://man7.org/linux/man-pages/man5/nfs.5.html'),
  open(2375, 'Docker without TLS', 'root on its node', 'https://docs.docker.com/engine/security/protect-access/'),
  entry(2379, 'etcd', 'every object of the cluster', K8S_PORTS),
  entry(2380, 'etcd, between its members', 'every object of the cluster', K8S_PORTS),
  open(
    2381,
    'metrics of etcd',
    'names and load of the cluster’s store',
    'https://etcd.io/docs/v3.6/op-guide/monitoring/',
  ),
  entry(3306, 'MySQL', DATA, 'https://dev.mysql.com/doc/refman/8.4/en/security.html'),
  entry(4244, 'Hubble', 'who speaks to whom on the node', 'https://docs.cilium.io/en/stable/observability/hubble/'),
  entry(5432, 'PostgreSQL', DATA, 'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html'),
  open(6379, 'Redis', DATA, 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/'),
  entry(
    8200,
    'Vault',
    'secrets, to whoever has a token',
    'https://developer.hashicorp.com/vault/docs/concepts/production-hardening',
  ),
  open(
    8500,
    'Consul',
    'its keys and the services that it knows',
    'https://developer.hashicorp.com/consul/docs/security',
  ),
  entry(9092, 'Kafka', 'the messages of its topics', 'https://kafka.apache.org/documentation/#security'),
  open(9200, 'Elasticsearch', DATA, 'https://www.elastic.co/docs/deploy-manage/security'),
  open(9300, 'Elasticsearch, between its members', DATA, 'https://www.elastic.co/docs/deploy-manage/security'),
  entry(10_249, 'metrics of kube-proxy', 'its profile and settings', COMPONENTS),
  entry(10_250, 'kubelet', 'commands in every container of its node', K8S_PORTS),
  open(
    10_255,
    'kubelet, read-only',
    'the specs of its pods',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ),
  entry(10_257, 'kube-controller-manager', 'its metrics and profile', K8S_PORTS),
  entry(10_259, 'kube-scheduler', 'its metrics and profile', K8S_PORTS),
  open(11_211, 'Memcached', DATA, 'https://docs.memcached.org/features/authentication/'),
  open(
    15_000,
    'administration of Envoy',
    'its settings and certificates',
    'https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio',
  ),
  open(
    15_010,
    'istiod without TLS',
    'the settings of every proxy',
    'https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio',
  ),
  entry(15_672, 'RabbitMQ’s console', 'its queues and users', 'https://www.rabbitmq.com/docs/management'),
  open(27_017, 'MongoDB', DATA, 'https://www.mongodb.com/docs/manual/administration/security-checklist/'),
  open(44_134, 'Tiller', 'what its account may do', 'https://v2.helm.sh/docs/securing_installation/'),
];

const byNumber = new Map(SENSITIVE_PORTS.map((one) => [one.port, one]));

export const sensitivePort = (port: number): SensitivePort | undefined => byNumber.get(port);
