// Signature of a presigned AWS URL.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const awsPresignedSignature: Detector = {
  id: 'aws-presigned-signature',
  title: 'Signature of a presigned AWS URL',
  class: 'token',
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html',
  ...shaped({ shapes: ['X-Amz-Signature=«{hex:64}»'] }),
  examples: {
    positive: [
      'https://bucket.s3.amazonaws.com/backup.tgz?X-Amz-Expires=604800&X-Amz-Signature=«{hex:64}»',
      'GET /report?X-Amz-Signature=«{hex:64}»&X-Amz-SignedHeaders=host 200',
      'curl "https://minio.internal/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=«{hex:64}»"',
    ],
    negative: [
      'GET /report?X-Amz-Signature={hex:63}&X-Amz-Date=1',
      'X-Amz-Signature=<signature>',
      'GET /report?X-Amz-Content-Sha256={hex:64}',
    ],
  },
};
