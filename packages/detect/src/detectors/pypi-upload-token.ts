// PyPI API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const pypiUploadToken: Detector = {
  id: 'pypi-upload-token',
  title: 'PyPI API token',
  class: 'token',
  reference: 'https://pypi.org/help/#apitoken',
  ...shaped({ shapes: ['pypi-AgEIcHlwaS5vcmc{base64url:50-1000}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «pypi-AgEIcHlwaS5vcmc{base64url:150}»" https://api.internal/v1',
      '<add key="twinePassword" value="«pypi-AgEIcHlwaS5vcmc{base64url:150}»" />',
      'twine_password: "«pypi-AgEIcHlwaS5vcmc{base64url:150}»"',
    ],
    negative: [
      'export TWINE_PASSWORD=pypi-AgEIcHlwaS5vcmc{base64url:49}',
      'twine_password: pypi-AgEIcHlwaS5vcmcxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'twine_password=pypi-AgEIcHlwaS5vcmc{base64url:1001}',
    ],
  },
};
