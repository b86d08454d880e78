// DigitalOcean Spaces secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const digitaloceanSpacesSecret: Detector = {
  id: 'digitalocean-spaces-secret',
  title: 'DigitalOcean Spaces secret key',
  class: 'token',
  reference: 'https://docs.digitalocean.com/products/spaces/how-to/manage-access/',
  ...named({ names: ['spaces secret', 'spaces access'], shapes: ['{base64:43}'], words: ['secret'] }),
  examples: {
    positive: [
      'export SPACES_SECRET_ACCESS_KEY=«{base64:43}»',
      'level=error msg="call refused" spaces_secret_key=«{base64:43}» status=401',
      'const spacesSecretAccessKey = "«{base64:43}»";',
    ],
    negative: [
      'export BILLING_API_KEY={base64:43}',
      'export SPACES_SECRET_ACCESS_KEY={base64:42}',
      'spaces_secret_access_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'spaces secret spaces build {base64:43} done',
    ],
  },
};
