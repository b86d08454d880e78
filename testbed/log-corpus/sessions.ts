// Logins of protocols as clients, servers and devices of the network log them, and their settings.
import type { Random } from '../../bench/random.ts';
import { m, type Marked, secret } from './marked.ts';
import { basic, contextsOf, type Shapes, told, twinsOf, word } from './shape.ts';
import { ALNUM, chars, MASKS } from './values.ts';

const plainAuth = (random: Random): Marked =>
  secret(Buffer.from(`\0app\0${chars(random, ALNUM, 12)}`).toString('base64'), MASKS.token);
const tsig = (random: Random): Marked => secret(`${chars(random, ALNUM, 42)}9=`, MASKS.token);

const SHAPES: Shapes = {
  'imap: client': {
    kind: 'password',
    where: 'https://www.rfc-editor.org/rfc/rfc9051#name-login-command',
    line: (random) => m`C: a${random.below(900)} LOGIN bob ${word(random)}`,
    twin: () => 'C: a7 LOGIN bob failed',
  },
  'imap: imaplib': {
    kind: 'password',
    where: 'https://github.com/python/cpython/blob/3.13/Lib/imaplib.py',
    line: (random) => m`  03:04.05 > b'KDNE1 LOGIN bob "${word(random)}"'`,
    twin: () => "  03:04.05 < b'KDNE1 NO [AUTHENTICATIONFAILED] LOGIN failed.'",
  },
  'pop: poplib': {
    kind: 'password',
    where: 'https://github.com/python/cpython/blob/3.13/Lib/poplib.py',
    line: (random) => m`*cmd* 'PASS ${word(random)}'`,
    twin: () => "*cmd* 'USER bob7'",
  },
  'smtp: smtplib': {
    kind: 'token',
    where: 'https://github.com/python/cpython/blob/3.13/Lib/smtplib.py',
    line: (random) => m`send: 'AUTH PLAIN ${plainAuth(random)}\\r\\n'`,
    twin: () => String.raw`reply: b'250-AUTH PLAIN LOGIN\r\n'`,
  },
  'dovecot: client in': {
    kind: 'token',
    where: 'https://doc.dovecot.org/2.3/configuration_manual/howto/rootless/',
    line: (random) =>
      m`auth: Debug: client in: AUTH	1	PLAIN	service=imap	secured	lip=10.0.0.1	lport=993	resp=${plainAuth(random)}`,
    twin: () => 'auth: Debug: client in: AUTH	1	PLAIN	service=imap	secured	lip=10.0.0.1	lport=993	resp=<hidden>',
  },
  'freeradius: login': {
    kind: 'password',
    where: 'https://github.com/FreeRADIUS/freeradius-server/blob/v3.2.x/raddb/radiusd.conf.in',
    line: (random) =>
      m`Auth: (7) Login incorrect (pap: Cleartext password does not match "known good" password): [bob/${word(random)}] (from client nas port 0)`,
    twin: () => 'Auth: (7) Login OK: [bob] (from client nas port 0 cli 02-00-00-00-00-01)',
  },
  'freeradius: tunnel': {
    kind: 'password',
    where: 'https://github.com/FreeRADIUS/freeradius-server/blob/v3.2.x/raddb/radiusd.conf.in',
    line: (random) => m`Auth: (8)   Login OK: [bob/${word(random)}] (from client nas port 0 via TLS tunnel)`,
    twin: () => 'Auth: (8)   Login OK: [bob/<via Auth-Type = eap>] (from client nas port 0 via TLS tunnel)',
  },
  'pppd: pap': {
    kind: 'password',
    where: 'https://manpages.debian.org/bookworm/ppp/pppd.8.en.html',
    line: (random) => m`sent [PAP AuthReq id=0x1 user="bob" password="${word(random)}"]`,
    twin: () => 'sent [PAP AuthReq id=0x1 user="bob" password=<hidden>]',
  },
  'cisco: plain': {
    kind: 'password',
    where:
      'https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/config-mgmt/configuration/xe-16/config-mgmt-xe-16-book/cm-config-logger.html',
    line: (random) => m`%PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:username bob password 0 ${word(random)}`,
    twin: () => '%PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:username bob password *',
  },
  'cisco: type 7': {
    kind: 'password',
    where:
      'https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-service-radius/107614-64.html',
    line: (random) => m`enable password 7 ${secret(`08${random.hex(14).toUpperCase()}`, MASKS.password)}`,
    twin: () => 'service password-encryption',
  },
  'cisco: community': {
    kind: 'token',
    where: 'https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/snmp/command/nm-snmp-cr-book/nm-snmp-cr-s5.html',
    line: (random) => m`snmp-server community ${word(random)} RO`,
    twin: () => 'snmp-server community-map is deprecated',
  },
  'haproxy: statistics': {
    kind: 'password',
    where: 'https://docs.haproxy.org/3.0/configuration.html#4-stats%20auth',
    line: (random) => m`stats auth admin:${word(random)}`,
    twin: () => 'stats realm HAProxy\\ Statistics',
  },
  'haproxy: user': {
    kind: 'password',
    where: 'https://docs.haproxy.org/3.0/configuration.html#3.4',
    line: (random) => m`user bob insecure-password${told(random)}`,
    twin: () => 'user bob groups admin,ops',
  },
  'keepalived: vrrp': {
    kind: 'password',
    where: 'https://keepalived.readthedocs.io/en/latest/configuration_synopsis.html',
    line: (random) => m`    auth_pass${told(random)}`,
    twin: () => '    auth_type PASS',
  },
  'ipsec: secrets': {
    kind: 'password',
    where: 'https://manpages.debian.org/bookworm/strongswan-starter/ipsec.secrets.5.en.html',
    line: (random) => m`10.0.0.1 %any : PSK "${word(random)}"`,
    twin: () => '10.0.0.1 %any : RSA gatewayKey.pem',
  },
  'bind: key': {
    kind: 'token',
    where: 'https://bind9.readthedocs.io/en/stable/reference.html#key-block-definition-and-usage',
    line: (random) => m`key "xfr" { algorithm hmac-sha256; secret "${tsig(random)}"; };`,
    twin: () => 'zone "example.org" { allow-transfer { key "xfr"; }; };',
  },
  'bind: dig': {
    kind: 'token',
    where: 'https://bind9.readthedocs.io/en/stable/manpages.html#cmdoption-dig-y',
    line: (random) => m`+ dig -y hmac-sha256:xfr:${tsig(random)} @10.0.0.1 example.org AXFR`,
    twin: () => '+ dig -k /etc/bind/xfr.key @10.0.0.1 example.org AXFR',
  },
  'apache: wire': {
    kind: 'token',
    where: 'https://hc.apache.org/httpcomponents-client-4.5.x/logging.html',
    line: (random) => m`http-outgoing-0 >> "Authorization: Basic ${basic(random)}[\\r][\\n]"`,
    twin: () => 'http-outgoing-0 >> "Accept-Encoding: gzip,deflate[\\r][\\n]"',
  },
  'python: http.client': {
    kind: 'token',
    where: 'https://docs.python.org/3/library/http.client.html#http.client.HTTPConnection.set_debuglevel',
    line: (random) =>
      m`send: b'GET /v1 HTTP/1.1\\r\\nHost: api\\r\\nAuthorization: Basic ${basic(random)}\\r\\nAccept: */*\\r\\n\\r\\n'`,
    twin: () => String.raw`send: b'GET /v1 HTTP/1.1\r\nHost: api\r\nAccept: */*\r\n\r\n'`,
  },
  'ruby: net/http': {
    kind: 'token',
    where: 'https://docs.ruby-lang.org/en/3.4/Net/HTTP.html#method-i-set_debug_output',
    line: (random) => m`<- "GET /v1 HTTP/1.1\\r\\nAuthorization: Basic ${basic(random)}\\r\\nHost: api\\r\\n\\r\\n"`,
    twin: () => String.raw`<- "GET /v1 HTTP/1.1\r\nAccept: */*\r\nHost: api\r\n\r\n"`,
  },
  varnish: {
    kind: 'token',
    where: 'https://varnish-cache.org/docs/trunk/reference/vsl.html',
    line: (random) => m`-   ReqHeader      Authorization: Basic ${basic(random)}`,
    twin: () => '-   ReqHeader      Accept-Encoding: gzip',
  },
  'ldap: ldif': {
    kind: 'password',
    where: 'https://www.rfc-editor.org/rfc/rfc2849',
    line: (random) =>
      m`userPassword:: ${secret(Buffer.from(`x${chars(random, ALNUM, 11)}`).toString('base64'), MASKS.password)}`,
    twin: () => 'pwdChangedTime: 20260102030405Z',
  },
  'erlang: property list': {
    kind: 'password',
    where: 'https://www.rabbitmq.com/docs/configure#advanced-config-file',
    line: (random) => m`[{username,<<"app">>},{password,<<"${word(random)}">>},{port,5672}]`,
    twin: () => '[{username,<<"app">>},{password_hashing,<<"sha256">>},{port,5672}]',
  },
  'erlang: binaries': {
    kind: 'password',
    where: 'https://docs.emqx.com/en/emqx/latest/observability/log.html',
    line: (random) => m`{[{<<"user">>,<<"app">>},{<<"password">>,<<"${word(random)}">>}]}`,
    twin: () => '{[{<<"user">>,<<"app">>},{<<"password">>,undefined}]}',
  },
  'erlang: map': {
    kind: 'password',
    where: 'https://docs.emqx.com/en/emqx/latest/observability/log.html',
    line: (random) => m`#{username => <<"app">>,password => <<"${word(random)}">>,port => 1883}`,
    twin: () => '#{username => <<"app">>,password => undefined,port => 1883}',
  },
  'zookeeper: digest': {
    kind: 'password',
    where: 'https://zookeeper.apache.org/doc/current/zookeeperCLI.html',
    line: (random) => m`[zk: localhost:2181(CONNECTED) 0] addauth digest app:${word(random)}`,
    twin: () => '[zk: localhost:2181(CONNECTED) 1] getAcl /shop',
  },
};

export const SESSIONS = contextsOf('session', SHAPES);
export const SESSION_TWINS = twinsOf(SHAPES);
