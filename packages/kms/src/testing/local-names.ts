// Gives host names of the outside to servers of this machine, and trusts their certificates, so that a test runs a client unchanged.
import dns from 'node:dns';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type SelfSigned, selfSigned } from './self-signed.ts';

type Lookup = typeof dns.lookup;

export class LocalNames implements Disposable {
  readonly certificate: SelfSigned;
  readonly #lookup = dns.lookup;
  readonly #trusted = getCACertificates('default');

  /** No other name is looked up, so nothing goes out. */
  constructor(hosts: readonly string[]) {
    this.certificate = selfSigned(hosts);
    setDefaultCACertificates([...this.#trusted, this.certificate.certificate]);
    const known = new Set(['127.0.0.1', ...hosts]);
    const local = (host: string, options: dns.LookupAllOptions, done: (...answer: unknown[]) => void): void => {
      if (!known.has(host)) done(Object.assign(new Error('no such host here'), { code: 'ENOTFOUND' }));
      else if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
      else done(null, '127.0.0.1', 4);
    };
    dns.lookup = local as unknown as Lookup;
  }

  [Symbol.dispose](): void {
    dns.lookup = this.#lookup;
    setDefaultCACertificates(this.#trusted);
  }
}
