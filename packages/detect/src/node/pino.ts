// The entry that pino loads in its worker, by the default export that it asks for.
export { pinoTransport as default } from './pino-transport.ts';
