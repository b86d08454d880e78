// NVIDIA API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const nvidiaApiKey: Detector = {
  id: 'nvidia-api-key',
  title: 'NVIDIA API key',
  class: 'token',
  reference: 'https://docs.api.nvidia.com/nim/docs/api-quickstart',
  ...shaped({ shapes: ['nvapi-{base64url:64}'] }),
  examples: {
    positive: [
      '<add key="nvidiaApiKey" value="«nvapi-{base64url:64}»" />',
      'nvidia_api_key: "«nvapi-{base64url:64}»"',
      'helm upgrade app ./chart --set auth.nvidiaApiKey=«nvapi-{base64url:64}»',
    ],
    negative: [
      'export NVIDIA_API_KEY=nvapi-{base64url:63}',
      'nvidia_api_key: nvapi-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'nvidia_api_key=nvapi-{base64url:65}',
    ],
  },
};
