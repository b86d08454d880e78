// Password in a Kafka SASL configuration.
import type { Detector } from '../formats/detector.ts';
import { isNoPlaceholder } from '../formats/placeholder.ts';
import { named } from '../formats/named.ts';

export const kafkaSaslPassword: Detector = {
  id: 'kafka-sasl-password',
  title: 'Password in a Kafka SASL configuration',
  class: 'password',
  reference: 'https://kafka.apache.org/documentation/#security_sasl',
  ...named({
    names: ['loginmodule required'],
    shapes: ['{visible:4-128}'],
    words: ['password='],
    check: isNoPlaceholder,
    chance: false,
  }),
  examples: {
    positive: [
      'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="«{alnum:16}»";',
      'KAFKA_OPTS=\'org.apache.kafka.common.security.scram.ScramLoginModule required username="app" password="«{alnum:20}»";\'',
      'sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required password="«{alnum:9}!{alnum:4}»" username="app";',
    ],
    negative: [
      'PlainLoginModule required username="app" password="${KAFKA_PASSWORD}";',
      'OAuthBearerLoginModule required clientId="{alnum:16}";',
      'sasl.mechanism=PLAIN password="{alnum:16}"',
    ],
  },
};
