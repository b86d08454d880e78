// ngrok authtoken.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const ngrokAuthToken: Detector = {
  id: 'ngrok-auth-token',
  title: 'ngrok authtoken',
  class: 'token',
  reference: 'https://ngrok.com/docs/agent/config/',
  ...named({ names: ['ngrok'], shapes: ['{alnum:27}_{alnum:18-22}'] }),
  examples: {
    positive: [
      '<add key="ngrokAuthtoken" value="«{alnum:27}_{alnum:18-22}»" />',
      '{"ngrok_authtoken":"«{alnum:27}_{alnum:18-22}»","retries":3}',
      "NGROK_AUTHTOKEN='«{alnum:27}_{alnum:18-22}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={alnum:27}_{alnum:18-22}',
      'export NGROK_AUTHTOKEN={alnum:27}_{alnum:17}',
      'ngrok_authtoken: xxxxxxxxxxxxxxxxxxxxxxxxxxx_{alnum:18-22}',
      'ngrok ngrok build {alnum:27}_{alnum:18-22} done',
    ],
  },
};
