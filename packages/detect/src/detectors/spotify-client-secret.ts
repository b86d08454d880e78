// Spotify client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const spotifyClientSecret: Detector = {
  id: 'spotify-client-secret',
  title: 'Spotify client secret',
  class: 'token',
  reference: 'https://developer.spotify.com/documentation/web-api/concepts/apps',
  ...named({ names: ['spotify'], shapes: ['{hex:32}'], words: ['secret'] }),
  examples: {
    positive: [
      'const spotifyClientSecret = "«{hex:32}»";',
      'export SPOTIFY_CLIENT_SECRET=«{hex:32}»',
      'level=error msg="call refused" spotify_client_secret=«{hex:32}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export SPOTIFY_CLIENT_SECRET={hex:31}',
      'spotify_client_secret: 00000000000000000000000000000000',
      'spotify spotify build {hex:32} done',
    ],
  },
};
