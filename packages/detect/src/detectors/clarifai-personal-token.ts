// Clarifai personal access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const clarifaiPersonalToken: Detector = {
  id: 'clarifai-personal-token',
  title: 'Clarifai personal access token',
  class: 'token',
  reference: 'https://docs.clarifai.com/clarifai-basics/authentication/personal-access-tokens/',
  ...named({ names: ['clarifai'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'clarifai_pat: "«{hex:32}»"',
      '{"env":[{"name":"CLARIFAI_API_KEY","value":"«{hex:32}»"}]}',
      'clarifai.pat = «{hex:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export CLARIFAI_PAT={hex:31}',
      'clarifai_pat: 0123456789abcdef0123456789abcdef',
      '{"clarifai_pat":"{hex:16}!{hex:15}"}',
    ],
  },
};
