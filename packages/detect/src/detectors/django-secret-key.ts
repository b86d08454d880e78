// Django SECRET_KEY as generated.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const djangoSecretKey: Detector = {
  id: 'django-secret-key',
  title: 'Django SECRET_KEY as generated',
  class: 'token',
  reference: 'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key',
  ...shaped({ shapes: ['django-insecure-«{django:50}»'] }),
  examples: {
    positive: [
      "SECRET_KEY = 'django-insecure-«{lowernum:26}({lowernum:23}»'",
      'DJANGO_SECRET_KEY=django-insecure-«{lowernum:20}#{lowernum:20}@{lowernum:8}»',
      'secret_key: "django-insecure-«{lowernum:10}${lowernum:39}»"',
    ],
    negative: [
      "SECRET_KEY = 'django-insecure-{lowernum:49}'",
      "SECRET_KEY = 'django-insecure-' + get_random()",
      "SECRET_KEY = 'django-insecure-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
    ],
  },
};
