// Quay robot account token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const quayRobotToken: Detector = {
  id: 'quay-robot-token',
  title: 'Quay robot account token',
  class: 'token',
  reference: 'https://docs.quay.io/glossary/robot-accounts.html',
  ...named({ names: ['quay'], shapes: ['{uppernum:64}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" quay_robot_token=«{uppernum:64}» status=401',
      'const quayPassword = "«{uppernum:64}»";',
      'export QUAY_ROBOT_TOKEN=«{uppernum:64}»',
    ],
    negative: [
      'export BILLING_API_KEY={uppernum:64}',
      'export QUAY_ROBOT_TOKEN={uppernum:63}',
      'quay_robot_token: XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      '{"quay_robot_token":"{uppernum:32}!{uppernum:31}"}',
    ],
  },
};
