// Shared access key of Azure Service Bus, Event Hubs or Relay.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureSharedAccessKey: Detector = {
  id: 'azure-shared-access-key',
  title: 'Shared access key of Azure Service Bus, Event Hubs or Relay',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas',
  ...shaped({ shapes: ['SharedAccessKey=«{base64:43}=»'] }),
  examples: {
    positive: [
      'Endpoint=sb://orders.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«{base64:43}=»',
      '{"EventHub":"Endpoint=sb://e.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=«{base64:43}=»;EntityPath=logs"}',
      'HostName=hub.azure-devices.net;DeviceId=dev1;SharedAccessKey=«{base64:43}=»',
    ],
    negative: [
      'Endpoint=sb://e.servicebus.windows.net/;SharedAccessKey={base64:42}=',
      'SharedAccessKeyName=Root;SharedAccessKey=${SB_KEY}',
      'SharedAccessKeyName={base64:43}=',
    ],
  },
};
