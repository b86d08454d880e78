// The entry for Node's streams; everything else comes by the front door.
export { RedactStream } from './redact-stream.ts';
