// Firebase Cloud Messaging legacy server key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const firebaseMessagingServerKey: Detector = {
  id: 'firebase-messaging-server-key',
  title: 'Firebase Cloud Messaging legacy server key',
  class: 'token',
  reference: 'https://firebase.google.com/docs/cloud-messaging/auth-server',
  ...shaped({ shapes: ['AAAA{base64url:7}:APA91b{base64url:134}'] }),
  examples: {
    positive: [
      '{"fcm_server_key":"«AAAA{base64url:7}:APA91b{base64url:134}»","retries":3}',
      'Authorization: Bearer «AAAA{base64url:7}:APA91b{base64url:134}»',
      '{"env":[{"name":"FCM_SERVER_KEY","value":"«AAAA{base64url:7}:APA91b{base64url:134}»"}]}',
    ],
    negative: [
      'export FCM_SERVER_KEY=AAAA{base64url:7}:APA91b{base64url:133}',
      'fcm_server_key: AAAA{base64url:7}:APA91bxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xAAAA{base64url:7}:APA91b{base64url:134}',
    ],
  },
};
