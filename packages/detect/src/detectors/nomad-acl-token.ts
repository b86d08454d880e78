// Nomad ACL token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const nomadAclToken: Detector = {
  id: 'nomad-acl-token',
  title: 'Nomad ACL token',
  class: 'token',
  reference: 'https://developer.hashicorp.com/nomad/docs/concepts/acl',
  ...named({ names: ['nomad'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'nomad_token: "«{uuid}»"',
      '{"env":[{"name":"NOMAD_TOKEN","value":"«{uuid}»"}]}',
      'nomad.token = «{uuid}»',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export NOMAD_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'nomad_token: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'nomad nomad build {uuid} done',
    ],
  },
};
