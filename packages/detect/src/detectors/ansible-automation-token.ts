// Ansible Galaxy API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const ansibleAutomationToken: Detector = {
  id: 'ansible-automation-token',
  title: 'Ansible Galaxy API token',
  class: 'token',
  reference: 'https://docs.ansible.com/ansible/latest/galaxy/dev_guide.html',
  ...named({ names: ['galaxy token', 'galaxy api', 'ansible galaxy'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      '{"ansible_galaxy_token":"«{hex:40}»","retries":3}',
      "GALAXY_API_KEY='«{hex:40}»' ./run.sh",
      '<add key="ansibleGalaxyToken" value="«{hex:40}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export ANSIBLE_GALAXY_TOKEN={hex:39}',
      'ansible_galaxy_token: 0000000000000000000000000000000000000000',
      'galaxy token ansible build {hex:40} done',
    ],
  },
};
