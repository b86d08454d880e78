// Consul ACL token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const consulAclToken: Detector = {
  id: 'consul-acl-token',
  title: 'Consul ACL token',
  class: 'token',
  reference: 'https://developer.hashicorp.com/consul/docs/security/acl/tokens',
  ...named({ names: ['consul'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'export CONSUL_HTTP_TOKEN=«{uuid}»',
      'level=error msg="call refused" consul_token=«{uuid}» status=401',
      'const consulHttpToken = "«{uuid}»";',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export CONSUL_HTTP_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'consul_http_token: 00000000-0000-0000-0000-000000000000',
      '{"consul_http_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
