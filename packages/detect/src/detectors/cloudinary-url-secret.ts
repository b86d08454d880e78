// Cloudinary API secret in its URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cloudinaryUrlSecret: Detector = {
  id: 'cloudinary-url-secret',
  title: 'Cloudinary API secret in its URL',
  class: 'token',
  reference: 'https://cloudinary.com/documentation/cloudinary_sdks',
  ...shaped({ shapes: ['cloudinary://{digit:15}:«{base64url:27}»@'] }),
  examples: {
    positive: [
      'CLOUDINARY_URL=cloudinary://{digit:15}:«{base64url:27}»@acme',
      '{"url":"cloudinary://{digit:15}:«{base64url:27}»@media"}',
      'cloudinary://{digit:15}:«{base64url:27}»@demo?secure=true',
    ],
    negative: [
      'CLOUDINARY_URL=cloudinary://{digit:15}:{base64url:26}@acme',
      'cloudinary://{digit:15}:<secret>@acme',
      'cloudinary://acme',
    ],
  },
};
