// Access key in an Azure SignalR or Web PubSub connection string.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureSignalrAccessKey: Detector = {
  id: 'azure-signalr-access-key',
  title: 'Access key in an Azure SignalR or Web PubSub connection string',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/azure-signalr/concept-connection-string',
  ...shaped({
    shapes: ['service.signalr.net;AccessKey=«{base64:43}=»', 'webpubsub.azure.com;AccessKey=«{base64:43}=»'],
  }),
  examples: {
    positive: [
      'Endpoint=https://chat.service.signalr.net;AccessKey=«{base64:43}=»;Version=1.0;',
      'Endpoint=https://push.webpubsub.azure.com;AccessKey=«{base64:43}=»;Version=1.0;',
      '{"SignalR":"Endpoint=https://a.service.signalr.net;AccessKey=«{base64:43}=»"}',
    ],
    negative: [
      'Endpoint=https://chat.service.signalr.net;AccessKey={base64:42}=',
      'Endpoint=https://chat.service.signalr.net;AccessKey=<key>',
      'Endpoint=https://chat.service.signalr.net;AuthType=azure;{base64:43}=',
    ],
  },
};
