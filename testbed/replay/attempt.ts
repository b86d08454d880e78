// What an attempt is: a technique's requests, made with the position's own credentials.
import type { Stage } from './stage.ts';

/** True when it gave what the path promises: the Secret's value, the identity, or the server's acceptance. */
export type Attempt = (stage: Stage) => Promise<boolean>;
