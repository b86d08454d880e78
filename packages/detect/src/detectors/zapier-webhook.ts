// Zapier webhook URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const zapierWebhook: Detector = {
  id: 'zapier-webhook',
  title: 'Zapier webhook URL',
  class: 'token',
  reference: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
  ...shaped({ shapes: ['hooks.zapier.com/hooks/catch/«{digit:5-9}/{lowernum:6-8}»'], chance: false }),
  examples: {
    positive: [
      'ZAPIER_HOOK=https://hooks.zapier.com/hooks/catch/«{digit:7}/{lowernum:7}»/',
      'POST https://hooks.zapier.com/hooks/catch/«{digit:6}/{lowernum:6}» 200',
      '{"url":"https://hooks.zapier.com/hooks/catch/«{digit:8}/{lowernum:7}»/silent"}',
    ],
    negative: [
      'https://hooks.zapier.com/hooks/catch/{digit:4}/{lowernum:7}/',
      'https://hooks.zapier.com/hooks/catch/{digit:7}',
      'https://zapier.com/hooks/catch/{digit:7}/{lowernum:7}',
    ],
  },
};
