// Messages that programs are known to print of passwords, tokens, keys and codes, with no value in them.

/** Kubernetes, etcd, Vault: from their sources; errors as they end such sentences. */
const GO = [
  'both --discovery-token and --discovery-endpoints must be set',
  'Warning: --use-service-account-credentials was specified without providing a --service-account-private-key-file',
  'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
  'WARNING! Using --password via the CLI is insecure. Use --password-stdin.',
  '--password and --password-stdin are mutually exclusive',
  'Both -recovery-token and -dr-token flags are set',
  'Error looking up token: EOF',
  "couldn't read token: Unauthorized",
  'could not obtain credentials: forbidden',
  'Failed to parse private key: unsupported',
  'failed to generate password: x509: certificate has expired or is not yet valid',
  'failed to set TLS password: strconv.Atoi: parsing "x": invalid syntax',
  'failed to change "app" password: 404 Not Found',
  'The default password time-to-live.',
  'unable to get the token from provider: context deadline exceeded',
  'token review failed: rpc error: code = Unavailable desc = transport is closing',
  'bearer token "<masked>" is not valid for this audience',
  'Unable to authenticate the request" err="[invalid bearer token, service account token has expired]"',
  'failed to fetch token: cannot use TokenRequest: the server could not find the requested resource',
  'MountVolume.SetUp failed for volume "creds" : secret "db-creds-2" not found',
  'Couldn\'t get secret shop/db-creds-2: secret "db-creds-2" not found',
  'couldn\'t create token secret: secrets "bootstrap-token-x7k2p1" already exists',
  'failed to sync secret cache: timed out waiting for the condition',
  'Secret "app" is invalid: type: Invalid value: "kubernetes.io/tls2": field is immutable',
  'spec.containers[0].image: Invalid value: "web:1 2": must not have leading or trailing whitespace',
  'auth: password is not correct for user app, auth token was rejected',
  'etcdserver: authentication is not enabled, invalid auth token',
  'simple token is not cryptographically signed',
  'core: security barrier not initialized, unseal key shares threshold=3',
  'core: post-unseal setup complete, root token generation cancelled',
];
/** Databases, servers of the web and brokers. */
const SERVERS = [
  'FATAL:  password authentication failed for user "app2"',
  'User "app2" has no password assigned.',
  'Connection matched pg_hba.conf line 95: "host all all all scram-sha-256"',
  'ERROR:  permission denied for table user_tokens2',
  "Access denied for user 'app2'@'10.0.0.1' (using password: YES)",
  '[Warning] A deprecated TLS version TLSv1.1 is enabled. mysql_native_password plugin is deprecated',
  'ACL LOG: user app2 failed AUTH, reason auth, client 10.0.0.1:4711',
  'WRONGPASS invalid username-password pair or user is disabled.',
  'binding parameter types could not be inferred for 3 of 7 columns',
  'cannot load certificate key "/etc/nginx/tls2.key": PEM_read_bio_PrivateKey() failed',
  'open() "/etc/nginx/.htpasswd2" failed (2: No such file or directory), client: 10.0.0.1',
  'user "bob": password mismatch, client: 10.0.0.1, server: _, request: "GET / HTTP/1.1"',
  'Failed authentication with /10.0.0.1 (channelId=10.0.0.2:9093-7) (Authentication failed: Invalid username or password)',
  'SASL mechanism PLAIN: credentials for user app2 were refreshed 2 times',
  "HTTP access denied: user 'guest2' - invalid credentials",
  "PLAIN login refused: user 'guest2' - invalid credentials",
];
/** systemd, the kernel, sshd, mail. */
const HOSTS = [
  'systemd[1]: Started Dispatch Password Requests to Console Directory Watch.',
  'systemd-ask-password-wall.path: Deactivated successfully, 2 jobs left',
  'Reached target Local Encrypted Volumes, password agents: 0',
  'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.0.0.7  user=root',
  'Failed password for invalid user admin2 from 10.0.0.7 port 51122 ssh2',
  'error: maximum authentication attempts exceeded for root from 10.0.0.7 port 51122 ssh2 [preauth]',
  'Postponed keyboard-interactive for bob from 10.0.0.7 port 51122 ssh2',
  'chpasswd: (user bob2) pam_chauthtok() failed, error: Authentication token manipulation error',
  'passwd: password expiry information changed, 2 days left',
  "Loaded X.509 cert 'Build time key: 1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b'",
  'random: crng init done, 512 bits of secret state reseeded',
  'tpm tpm0: A TPM error (256) occurred attempting to create NULL primary, key type asymmetric 2',
  'imap-login: Info: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<bob>, method=PLAIN, rip=10.0.0.1',
  'warning: unknown[10.0.0.7]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=bob2',
  'a7 OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE] LOGIN completed',
];
/** Codes that are none. */
const CODES = [
  'error code is 482913',
  'exit code: 137',
  'verification code expired after 300 seconds, 3 attempts left',
  'HTTP status code is 4290 of upstream 7',
  'order 482913 is your order number',
];

export const MESSAGE_LINES: readonly (() => string)[] = [...GO, ...SERVERS, ...HOSTS, ...CODES].map(
  (line) => () => line,
);
