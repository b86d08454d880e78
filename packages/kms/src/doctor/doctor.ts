// Examines a plugin that runs, from outside: its socket, its answers, its state, and what the API server is told of it.
import { socketPath } from '../transport/listen-address.ts';
import { PluginClient } from '../transport/grpc-client.ts';
import { apiServerFindings } from './api-server-config.ts';
import { roundTripFindings, statusFindings } from './calls.ts';
import type { DoctorFinding } from './finding.ts';
import { socketFindings } from './socket.ts';
import { stateFindings } from './state.ts';

export interface DoctorSettings {
  /** `unix:///PATH` */
  readonly listen: string;
  readonly stateFolder: string;
  /** The parsed EncryptionConfiguration of the API server, where there is one to look at. */
  readonly encryptionConfiguration?: unknown;
}

/** Throws a SetupError when `listen` is no address. */
export async function examine(settings: DoctorSettings): Promise<DoctorFinding[]> {
  const { listen, stateFolder, encryptionConfiguration } = settings;
  const file = socketPath(listen);
  const findings = socketFindings(file);
  const client = new PluginClient(file);
  let keyId: string | undefined;
  try {
    const status = await statusFindings(client);
    keyId = status.keyId;
    findings.push(...status.findings);
    if (keyId !== undefined) findings.push(...(await roundTripFindings(client, keyId)));
  } finally {
    client.close();
  }
  findings.push(...stateFindings(stateFolder, keyId));
  if (encryptionConfiguration !== undefined) findings.push(...apiServerFindings(encryptionConfiguration, listen));
  return findings;
}
