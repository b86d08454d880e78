// Registry credentials in a Docker configuration.
import type { Detector } from '../formats/detector.ts';
import { isBasicAuth } from '../formats/basic-auth.ts';
import { shaped } from '../formats/shaped.ts';

export const dockerConfigAuth: Detector = {
  id: 'docker-config-auth',
  title: 'Registry credentials in a Docker configuration',
  class: 'token',
  reference: 'https://docs.docker.com/reference/cli/docker/login/',
  ...shaped({ shapes: ['"auth":"«{base64pad:12-400}»"'], check: isBasicAuth }),
  examples: {
    positive: [
      '{"auths":{"registry.internal":{"auth":"«{base64|ci:{alnum:22}|}»"}}}',
      '{"auths":{"ghcr.io":{"username":"ci","auth":"«{base64|ci-bot:{alnum:31}|}»"}}}',
      '.dockerconfigjson: {"auths":{"quay.io":{"auth":"«{base64|org+ci:{uppernum:64}|}»"}}}',
    ],
    negative: [
      '{"auths":{"registry.internal":{"auth":"{base64|no colon in this one here|}"}}}',
      '{"auths":{"registry.internal":{"auth":""}}}',
      '{"level":"info","auth":"none at all, nothing"}',
      '{"auth":"{base64|ci:password|}"}',
    ],
  },
};
