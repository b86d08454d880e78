// crates.io API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cratesIoToken: Detector = {
  id: 'crates-io-token',
  title: 'crates.io API token',
  class: 'token',
  reference: 'https://doc.rust-lang.org/cargo/reference/registry-authentication.html',
  ...shaped({ shapes: ['cio{alnum:32}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «cio{alnum:32}»',
      'export CARGO_REGISTRY_TOKEN=«cio{alnum:32}»',
      'level=error msg="call refused" cargo_registry_token=«cio{alnum:32}» status=401',
    ],
    negative: [
      'export CARGO_REGISTRY_TOKEN=cio{alnum:31}',
      'cargo_registry_token: cioxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"cargo_registry_token":"cio{alnum:16}!{alnum:15}"}',
    ],
  },
};
