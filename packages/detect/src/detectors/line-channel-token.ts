// LINE channel access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const lineChannelToken: Detector = {
  id: 'line-channel-token',
  title: 'LINE channel access token',
  class: 'token',
  reference: 'https://developers.line.biz/en/docs/messaging-api/channel-access-tokens/',
  ...named({ names: ['line channel'], shapes: ['{base64:170}='] }),
  examples: {
    positive: [
      "LINE_CHANNEL_ACCESS_TOKEN='«{base64:170}=»' ./run.sh",
      '<add key="lineChannelAccessToken" value="«{base64:170}=»" />',
      '{"line_channel_access_token":"«{base64:170}=»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={base64:170}=',
      'export LINE_CHANNEL_ACCESS_TOKEN={base64:169}=',
      'line_channel_access_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=',
      '{"line_channel_access_token":"{base64:85}!{base64:84}="}',
    ],
  },
};
