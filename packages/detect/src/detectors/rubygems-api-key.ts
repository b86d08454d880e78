// RubyGems API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const rubygemsApiKey: Detector = {
  id: 'rubygems-api-key',
  title: 'RubyGems API key',
  class: 'token',
  reference: 'https://guides.rubygems.org/api-key-scopes/',
  ...shaped({ shapes: ['rubygems_{hex:48}'] }),
  examples: {
    positive: [
      "GEM_HOST_API_KEY='«rubygems_{hex:48}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «rubygems_{hex:48}»',
      'export GEM_HOST_API_KEY=«rubygems_{hex:48}»',
    ],
    negative: [
      'export GEM_HOST_API_KEY=rubygems_{hex:47}',
      'gem_host_api_key: rubygems_000000000000000000000000000000000000000000000000',
      '{"gem_host_api_key":"rubygems_{hex:24}!{hex:23}"}',
    ],
  },
};
