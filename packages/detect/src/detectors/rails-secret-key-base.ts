// Rails secret_key_base.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const railsSecretKeyBase: Detector = {
  id: 'rails-secret-key-base',
  title: 'Rails secret_key_base',
  class: 'token',
  reference: 'https://guides.rubyonrails.org/security.html#environmental-security',
  ...named({ names: ['secret key base'], shapes: ['{hex:128}'], words: ['secret'] }),
  examples: {
    positive: [
      '<add key="secretKeyBase" value="«{hex:128}»" />',
      '{"secret_key_base":"«{hex:128}»","retries":3}',
      "SECRET_KEY_BASE='«{hex:128}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={hex:128}',
      'export SECRET_KEY_BASE={hex:127}',
      'secret_key_base: 00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
      'secret key base secret build {hex:128} done',
    ],
  },
};
