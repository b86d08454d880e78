// Keycloak client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const keycloakClientSecret: Detector = {
  id: 'keycloak-client-secret',
  title: 'Keycloak client secret',
  class: 'token',
  reference: 'https://www.keycloak.org/docs/latest/server_admin/',
  ...named({ names: ['keycloak', 'kc client'], shapes: ['{alnum:32}'], words: ['secret'] }),
  examples: {
    positive: [
      'keycloak.client.secret = «{alnum:32}»',
      'kc_client_secret: "«{alnum:32}»"',
      '{"env":[{"name":"KEYCLOAK_CLIENT_SECRET","value":"«{alnum:32}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export KEYCLOAK_CLIENT_SECRET={alnum:31}',
      'keycloak_client_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"keycloak_client_secret":"{alnum:16}!{alnum:15}"}',
    ],
  },
};
