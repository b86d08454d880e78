// IBM Cloud API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const ibmCloudApiKey: Detector = {
  id: 'ibm-cloud-api-key',
  title: 'IBM Cloud API key',
  class: 'token',
  reference: 'https://cloud.ibm.com/docs/account?topic=account-userapikey',
  ...named({ names: ['ibmcloud', 'ibm cloud', 'iaas classic'], shapes: ['{base64url:44}'] }),
  examples: {
    positive: [
      'export IBMCLOUD_API_KEY=«{base64url:44}»',
      'level=error msg="call refused" ibm_cloud_api_key=«{base64url:44}» status=401',
      'const ibmcloudApiKey = "«{base64url:44}»";',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:44}',
      'export IBMCLOUD_API_KEY={base64url:43}',
      'ibmcloud_api_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"ibmcloud_api_key":"{base64url:22}!{base64url:21}"}',
    ],
  },
};
