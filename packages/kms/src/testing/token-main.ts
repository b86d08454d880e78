// The child process of the backend "pkcs11", for tests.
import { serveToken } from '../backends/pkcs11/token-process.ts';

serveToken();
