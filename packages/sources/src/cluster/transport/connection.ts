// The one way to the API server: undici with the trust, certificate and proxy of the kubeconfig.
import { Agent, ProxyAgent, Socks5ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import type { ClientCertificate } from '../credentials/proof.ts';
import type { ClusterTarget } from '../kubeconfig/target.ts';
import { CONNECT_MS_MAX, CONNECTIONS_MAX, HEADERS_MS_MAX, SILENCE_MS_MAX } from './limits.ts';

/** Redirects are not followed: a server that is asked about itself has no reason to send us elsewhere. */
export function connect(target: ClusterTarget, certificate: ClientCertificate | undefined): Dispatcher {
  const tls = {
    ...(target.authority !== undefined && { ca: target.authority }),
    ...(target.entry.tlsServerName !== '' && { servername: target.entry.tlsServerName }),
    ...(certificate !== undefined && {
      cert: certificate.certificate,
      key: certificate.key.use((key) => key),
    }),
    rejectUnauthorized: !target.entry.insecure,
    timeout: CONNECT_MS_MAX,
  };
  const options = { connections: CONNECTIONS_MAX, headersTimeout: HEADERS_MS_MAX, bodyTimeout: SILENCE_MS_MAX };
  const { proxy } = target;
  if (proxy === undefined) return new Agent({ ...options, connect: tls });
  if (proxy.protocol.startsWith('socks')) {
    const uri = proxy.href.replace(/^socks5h:/, 'socks5:');
    return new Socks5ProxyAgent(uri, { ...options, connectTimeout: CONNECT_MS_MAX, requestTls: tls });
  }
  return new ProxyAgent({ ...options, uri: proxy.href, requestTls: tls, proxyTls: { timeout: CONNECT_MS_MAX } });
}
