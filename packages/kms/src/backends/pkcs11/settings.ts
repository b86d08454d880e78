// The settings of the backend "pkcs11": the token's library, which token, which key, and the file that holds the PIN.
import { z } from 'zod';

export const pkcs11Settings = z.strictObject({
  /** Path of the library that the token's maker brings, for example /usr/lib/softhsm/libsofthsm2.so. */
  module: z.string().startsWith('/'),
  tokenLabel: z.string().min(1).max(32),
  /** CKA_LABEL of AES keys of 256 bits; of several, each with a CKA_ID of its own, the one with the largest CKA_ID is the newest. */
  keyLabel: z.string().min(1).max(128),
  pinFile: z.string().min(1),
});

export type Pkcs11Settings = z.infer<typeof pkcs11Settings>;
