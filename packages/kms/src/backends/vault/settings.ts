// The settings of the backend "vault": where Vault or OpenBao is, which key, and how to log in; secrets are named by file.
import { z } from 'zod';

const file = z.string().min(1);
/** One part of a path: no slash, nothing that would have to be escaped. */
const name = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/);
const mount = z.string().regex(/^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/);

export const vaultSettings = z.strictObject({
  address: z.string().min(1),
  /** Of the transit engine. */
  mount: mount.default('transit'),
  key: name,
  /** Sent as X-Vault-Namespace. */
  namespace: z.string().min(1).optional(),
  /** PEM of the authority that signed the server's certificate; the system's without it. */
  caFile: file.optional(),
  auth: z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('token'), tokenFile: file }),
    z.strictObject({
      method: z.literal('approle'),
      mount: mount.default('approle'),
      roleIdFile: file,
      secretIdFile: file,
    }),
    z.strictObject({
      method: z.literal('cert'),
      mount: mount.default('cert'),
      role: name.optional(),
      certFile: file,
      keyFile: file,
    }),
  ]),
});

export type VaultSettings = z.infer<typeof vaultSettings>;
