// Addresses and blocks: what is read, what is refused, and that numbers and texts say the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockList } from 'node:net';
import { addressText, inBlock, isStrictPart, parseAddress, parseBlock } from './address.ts';
import type { Address, AddressBlock } from './address.ts';

const V4 = fc.ipV4();
const V6 = fc.ipV6().filter((text) => !text.includes('.'));

describe('parseAddress', () => {
  it.each([
    ['0.0.0.0', 0n],
    ['255.255.255.255', 0xffff_ffffn],
    ['10.1.2.3', 0x0a01_0203n],
    ['::', 0n],
    ['::1', 1n],
    ['1::', 1n << 112n],
    ['2001:DB8::A', 0x2001_0db8_0000_0000_0000_0000_0000_000an],
    ['1:2:3:4:5:6:7:8', 0x0001_0002_0003_0004_0005_0006_0007_0008n],
  ])('reads %s', (text, value) => {
    expect(parseAddress(text)?.value).toBe(value);
  });
  it.each([
    '',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '010.0.0.1',
    '1.2.3.4 ',
    '0x1.2.3.4',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    'fe80::1%eth0',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.oneof(V4, V6), (text) => {
        const address = parseAddress(text);
        if (address === undefined) return;
        expect(parseAddress(addressText(address))).toEqual(address);
      }),
      { numRuns: 2000 },
    );
  });
  it.each([
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['2001:0db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['1:0:0:2:3:4:5:6', '1::2:3:4:5:6'],
  ])('writes %s as %s', (text, short) => {
    expect(addressText(parseAddress(text) as Address)).toBe(short);
  });
});

describe('parseBlock', () => {
  it.each([
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '/8',
    '::/129',
    '::ffff:0:0/96',
    '10.0.0/8',
    '10.0.0.0/-1',
  ])('refuses %j', (text) => {
    expect(parseBlock(text)).toBeUndefined();
  });
  it('holds what Node’s own block list holds', () => {
    const draw = fc.tuple(V4, fc.integer({ min: 0, max: 32 }), V4, fc.integer({ min: 0, max: 32 }));
    fc.assert(
      fc.property(draw, ([base, size, other, shared]) => {
        const block = parseBlock(`${base}/${size}`) as AddressBlock;
        // Half of the addresses share the first bits with the block, so that not all are outside.
        const mask = (1n << BigInt(32 - shared)) - 1n;
        const value = ((parseAddress(base) as Address).value & ~mask) | ((parseAddress(other) as Address).value & mask);
        const address: Address = { family: 4, value };
        const list = new BlockList();
        list.addSubnet(base, size);
        expect(inBlock(block, address)).toBe(list.check(addressText(address)));
      }),
      { numRuns: 3000 },
    );
  });
  it.each([
    ['10.0.0.0/8', '0.0.0.0/0', true],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['10.0.0.5/8', '10.0.0.0/8', false],
    ['11.0.0.0/8', '10.0.0.0/8', false],
    ['0.0.0.0/0', '10.0.0.0/8', false],
    ['10.0.0.0/8', '::/0', false],
    ['::1/128', '::/0', true],
  ])('%s is a strict part of %s: %s', (inner, outer, expected) => {
    expect(isStrictPart(parseBlock(inner) as AddressBlock, parseBlock(outer) as AddressBlock)).toBe(expected);
  });
});
