// Brazilian CPF number.
import type { Detector } from '../formats/detector.ts';
import { isCpf } from '../formats/national-numbers.ts';
import { named } from '../formats/named.ts';

export const brazilCpfNumber: Detector = {
  id: 'brazil-cpf-number',
  title: 'Brazilian CPF number',
  class: 'personal-number',
  reference: 'https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf',
  ...named({
    names: ['cpf'],
    shapes: ['{digit:11}', '{digit:3}.{digit:3}.{digit:3}-{digit:2}'],
    words: ['cpf'],
    proof: isCpf,
    chance: false,
  }),
  examples: {
    positive: [
      'cpf=«11144477735»',
      '{"cpf":"«111.444.777-35»","retries":3}',
      'level=info msg="customer created" cpf=«52998224725» status=201',
    ],
    negative: ['cpf=11144477736', 'order=11144477735', 'cpf changed from 11144477735x'],
  },
};
