// The entry for Node's streams: everything of the package, and the stream.
export { RedactStream } from './redact-stream.ts';
