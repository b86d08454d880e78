// NuGet API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const nugetApiKey: Detector = {
  id: 'nuget-api-key',
  title: 'NuGet API key',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package',
  ...shaped({ shapes: ['oy2{lowernum:43}'] }),
  examples: {
    positive: [
      'nuget_api_key: "«oy2{lowernum:43}»"',
      'helm upgrade app ./chart --set auth.nugetApiKey=«oy2{lowernum:43}»',
      'curl -s -H "X-Auth-Token: «oy2{lowernum:43}»" https://api.internal/v1',
    ],
    negative: [
      'export NUGET_API_KEY=oy2{lowernum:42}',
      'nuget_api_key: oy2xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'nuget_api_key=oy2{lowernum:44}',
    ],
  },
};
