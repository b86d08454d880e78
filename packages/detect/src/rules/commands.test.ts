// Passwords by option or place among a command's words, in SQL without quotes, in pipes: what is masked, and twins that stay.
import { expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

test.each([
  ['rabbitmqctl add_user app Zk39vQm2xx', 'rabbitmqctl add_user app **********'],
  ['rabbitmqctl add_user app ${PASSWORD1}', 'rabbitmqctl add_user app ${PASSWORD1}'],
  ['rabbitmqctl list_users app Zk39vQm2xx', 'rabbitmqctl list_users app Zk39vQm2xx'],
  ['etcdctl get x --user root:Zk39vQm2xx', 'etcdctl get x --user root:**********'],
  ['etcdctl get x --user root', 'etcdctl get x --user root'],
  ['cqlsh db 9042 -u app -p Zk39vQm2xx', 'cqlsh db 9042 -u app -p **********'],
  ['smbclient //f/s -U bob%Zk39vQm2xx -c ls', 'smbclient //f/s -U bob%********** -c ls'],
  ['smbclient //f/s -U bob -c ls', 'smbclient //f/s -U bob -c ls'],
  ['snmpget -v3 -A Zk39vQm2xx -X Yk39vQm2xx h x', 'snmpget -v3 -A ********** -X ********** h x'],
  ['snmpget -v3 -l authPriv h x', 'snmpget -v3 -l authPriv h x'],
  ['7z a -pZk39vQm2xx b.7z', '7z a -p********** b.7z'],
  ['7z l -pZk39vQm2xx b.7z', '7z l -pZk39vQm2xx b.7z'],
  ['mc alias set p https://s3 app Zk39vQm2xx', 'mc alias set p https://s3 app **********'],
  ['net user bob Zk39vQm2xx /add', 'net user bob ********** /add'],
  ['net user bob /active:no1', 'net user bob /active:no1'],
  ['net user count is 12', 'net user count is 12'],
  ['dotnet user bob Zk39vQm2xx', 'dotnet user bob Zk39vQm2xx'],
  ['cargo login Zk39vQm2xxZk39vQm2xx', 'cargo login **********'],
  ['cargo login failed after 3 attempts', 'cargo login failed after 3 attempts'],
  ['ConvertTo-SecureString "Zk39vQm2xx" -Force', 'ConvertTo-SecureString "**********" -Force'],
  ['ConvertTo-SecureString $plain -Force', 'ConvertTo-SecureString $plain -Force'],
  ['db:5432:shop:app:Zk39vQm2xx', 'db:5432:shop:app:**********'],
  ['db:5432:shop:app:ready', 'db:5432:shop:app:ready'],
  ['network={ psk="correcthorse" }', 'network={ psk="**********" }'],
  ['key_mgmt=WPA-PSK pairwise=CCMP', 'key_mgmt=WPA-PSK pairwise=CCMP'],
  ['ALTER USER app IDENTIFIED BY Zk39vQm2xx', 'ALTER USER app IDENTIFIED BY **********'],
  ['ALTER USER app IDENTIFIED BY VALUES', 'ALTER USER app IDENTIFIED BY VALUES'],
  ['the object is identified by id42abc', 'the object is identified by id42abc'],
  ["CREATE LOGIN a WITH PASSWORD = N'Zk39', X", "CREATE LOGIN a WITH PASSWORD = N'**********', X"],
  ['echo root:Zk39vQm2xx | chpasswd', 'echo root:********** | chpasswd'],
  ['echo done | chpasswd', 'echo done | chpasswd'],
  ['proxy "Basic YXBwOnFMaXFpUTZjTlNiQg=="', 'proxy "Basic **********"'],
  ['basic authentication is off', 'basic authentication is off'],
])('%s', (line, expected) => {
  const masked = redacted(line);
  expect(masked).toBe(expected);
  expect(redacted(masked)).toBe(expected);
});
