// VirusTotal API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const virustotalApiKey: Detector = {
  id: 'virustotal-api-key',
  title: 'VirusTotal API key',
  class: 'token',
  reference: 'https://docs.virustotal.com/reference/authentication',
  ...named({ names: ['virustotal', 'vt api'], shapes: ['{hex:64}'] }),
  examples: {
    positive: [
      'virustotal_api_key: "«{hex:64}»"',
      '{"env":[{"name":"VT_API_KEY","value":"«{hex:64}»"}]}',
      'virustotal.api.key = «{hex:64}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:64}',
      'export VIRUSTOTAL_API_KEY={hex:63}',
      'virustotal_api_key: 0000000000000000000000000000000000000000000000000000000000000000',
      'virustotal virustotal build {hex:64} done',
    ],
  },
};
