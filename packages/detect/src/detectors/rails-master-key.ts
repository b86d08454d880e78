// Rails master key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const railsMasterKey: Detector = {
  id: 'rails-master-key',
  title: 'Rails master key',
  class: 'token',
  reference: 'https://guides.rubyonrails.org/security.html#custom-credentials',
  ...named({ names: ['rails master', 'rails key'], shapes: ['{hex:32}'], words: ['key'] }),
  examples: {
    positive: [
      '{"env":[{"name":"RAILS_MASTER_KEY","value":"«{hex:32}»"}]}',
      'rails.master.key = «{hex:32}»',
      'rails_master_key: "«{hex:32}»"',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export RAILS_MASTER_KEY={hex:31}',
      'rails_master_key: 0123456789abcdef0123456789abcdef',
      '{"rails_master_key":"{hex:16}!{hex:15}"}',
    ],
  },
};
