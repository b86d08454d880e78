// Expo access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const expoAccessToken: Detector = {
  id: 'expo-access-token',
  title: 'Expo access token',
  class: 'token',
  reference: 'https://docs.expo.dev/accounts/programmatic-access/',
  ...named({ names: ['expo token', 'expo access'], shapes: ['{base64url:40}'], words: ['token'] }),
  examples: {
    positive: [
      '<add key="expoToken" value="«{base64url:40}»" />',
      '{"expo_token":"«{base64url:40}»","retries":3}',
      "EXPO_TOKEN='«{base64url:40}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={base64url:40}',
      'export EXPO_TOKEN={base64url:39}',
      'expo_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"expo_token":"{base64url:20}!{base64url:19}"}',
    ],
  },
};
