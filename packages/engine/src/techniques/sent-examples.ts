// Building blocks of the examples of credentials on their way: a client whose variables name a server and hold a Secret’s keys.
import { podManifest } from './example-manifests.ts';

const settings = (key: string): string => `
apiVersion: v1
kind: Secret
metadata: { name: db, namespace: shop }
stringData: { ${key}: not-a-real-password }
---`;

/** The Secret `shop/db` with one key; `bare` needs a prefix to say whose it is, `user` is no credential. */
export const SETTINGS = {
  db: settings('DB_PASSWORD'),
  bare: settings('PASSWORD'),
  user: settings('DB_USER'),
  other: settings('MAIL_PASSWORD'),
} as const;

export const ENV_FROM = 'envFrom: [{ secretRef: { name: db } }]';

/** The pod `shop/web` on n1: `DB_URL` is the URL, and `from` says which variables Secrets fill. */
export function besideClient(url: string, from = ENV_FROM): string {
  return podManifest(
    `{ nodeName: n1, automountServiceAccountToken: false, containers: [{ name: web, image: web, ${from}, env: [{ name: DB_URL, value: "${url}" }] }] }`,
  );
}
