// Where a cloud's key store may be asked: over TLS, or in the clear on this machine alone.
import { z } from 'zod';

const LOOPBACK = /^http:\/\/(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)(?::\d+)?\/?$/;

/** `https://HOST[:PORT]`, without path, query or credentials. */
const TLS = /^https:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d+)?\/?$/;

export const endpoint = z.string().refine((text) => TLS.test(text) || LOOPBACK.test(text));
