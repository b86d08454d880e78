// Typeform personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const typeformPersonalToken: Detector = {
  id: 'typeform-personal-token',
  title: 'Typeform personal access token',
  class: 'token',
  reference: 'https://www.typeform.com/developers/get-started/personal-access-token/',
  ...shaped({ shapes: ['tfp_{base64url:40-60}'] }),
  examples: {
    positive: [
      '<add key="typeformToken" value="«tfp_{base64url:40-60}»" />',
      'typeform_token: "«tfp_{base64url:40-60}»"',
      'helm upgrade app ./chart --set auth.typeformToken=«tfp_{base64url:40-60}»',
    ],
    negative: [
      'export TYPEFORM_TOKEN=tfp_{base64url:39}',
      'typeform_token: tfp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'typeform_token=tfp_{base64url:61}',
    ],
  },
};
