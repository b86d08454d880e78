// TestPyPI API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const testpypiUploadToken: Detector = {
  id: 'testpypi-upload-token',
  title: 'TestPyPI API token',
  class: 'token',
  reference: 'https://test.pypi.org/help/#apitoken',
  ...shaped({ shapes: ['pypi-AgENdGVzdC5weXBpLm9yZw{base64url:50-1000}'] }),
  examples: {
    positive: [
      '{"twine_test_password":"«pypi-AgENdGVzdC5weXBpLm9yZw{base64url:150}»","retries":3}',
      'Authorization: Bearer «pypi-AgENdGVzdC5weXBpLm9yZw{base64url:150}»',
      '{"env":[{"name":"TWINE_TEST_PASSWORD","value":"«pypi-AgENdGVzdC5weXBpLm9yZw{base64url:150}»"}]}',
    ],
    negative: [
      'export TWINE_TEST_PASSWORD=pypi-AgENdGVzdC5weXBpLm9yZw{base64url:49}',
      'twine_test_password: pypi-AgENdGVzdC5weXBpLm9yZwxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xpypi-AgENdGVzdC5weXBpLm9yZw{base64url:50-1000}',
    ],
  },
};
