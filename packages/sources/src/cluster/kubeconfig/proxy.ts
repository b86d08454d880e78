// Which proxy a server is reached through: the kubeconfig's, else the one of the environment, by Go's rules.
import { BlockList, isIP } from 'node:net';
import { ClusterError } from '../cluster-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:', 'socks5h:']);
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** `named` is `proxy-url` of the kubeconfig. Undefined where the server is reached directly. */
export function proxyOf(server: URL, named: string, env: Environment): URL | undefined {
  if (named !== '') return proxyUrl(named, 'proxy-url of the kubeconfig');
  const variable = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = env[variable] || env[variable.toLowerCase()] || '';
  // A server may set HTTP_PROXY for a CGI program by sending it a header: https://httpoxy.org
  if (text === '' || (variable === 'HTTP_PROXY' && env['REQUEST_METHOD'] !== undefined)) return undefined;
  return isExcepted(server, env['NO_PROXY'] || env['no_proxy'] || '') ? undefined : proxyUrl(text, variable);
}

/** A proxy without a scheme is one for HTTP. */
function proxyUrl(text: string, where: string): URL {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || !SCHEMES.has(url.protocol))
    throw new ClusterError(
      'settings',
      `${where} names no proxy that can be used`,
      'Write it as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT.',
    );
  return url;
}

/** https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config: loopback is never proxied. */
function isExcepted(server: URL, list: string): boolean {
  const host = server.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const port = server.port || (DEFAULT_PORTS[server.protocol] ?? '');
  if (host === 'localhost' || isInside(host, '127.0.0.0/8') || host === '::1') return true;
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '') return false;
  if (entry === '*' || isInside(host, entry)) return true;
  const [, name = entry, wanted] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const plain = name.replace(/^\[(.*)\]$/, '$1');
  if (isIP(plain) !== 0 || isIP(host) !== 0) return plain === host;
  if (plain.startsWith('*.')) return host.endsWith(plain.slice(1));
  return plain.startsWith('.') ? host.endsWith(plain) : host === plain || host.endsWith(`.${plain}`);
}

/** Whether an address lies in a range such as `10.0.0.0/8`. */
function isInside(host: string, range: string): boolean {
  const [, net = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(range) ?? [];
  const family = isIP(net);
  if (family === 0 || isIP(host) !== family || Number(prefix) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(net, Number(prefix), type);
  return list.check(host, type);
}
