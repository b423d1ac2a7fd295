// A quantity as Go holds it stands for the same amount as the text.
// Source of the texts: apimachinery v0.28 pkg/api/resource/quantity_test.go, TestQuantityParse and TestQuantityParseNonNumericPanic.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseQuantity } from '../quantity/quantity.ts';
import { quantityStruct } from './quantity-struct.ts';

const NANO = -9;

/** In billionths, rounded away from zero, as quantities round. */
function billionths(text: string): bigint {
  const { value, scale, decimal } = quantityStruct(text);
  const [unscaled, exponent] = decimal === undefined ? [value, scale] : [decimal.unscaled, -decimal.scale];
  expect(exponent).to.be.at.least(NANO);
  return unscaled * 10n ** BigInt(exponent - NANO);
}

function parsedBillionths(text: string): bigint {
  const { unscaled, exponent } = parseQuantity(text);
  if (exponent >= NANO) return unscaled * 10n ** BigInt(exponent - NANO);
  const divisor = 10n ** BigInt(NANO - exponent);
  const rounded = ((unscaled < 0n ? -unscaled : unscaled) + divisor - 1n) / divisor;
  return unscaled < 0n ? -rounded : rounded;
}

const TEXTS =
  '0 0n 0u 0m 0Ki 0k 0Mi 0M 0E 0e0 1n 1u 1m 1 1Ki 8Ki 7Mi 6Gi 5Ti 4Pi 3Ei 10Ti 100Ti 8 1k 1M 1G 1T 1P 1E 1e6 1E6 1e-3 100e6 ' +
  '0.5 .5 5. 1.5 0.001 .001 0.1Ki 1.5Gi 0.025Ti 1.000000001Mi 3.01e1 -1 -3.5 +4 -1.5Gi 00001 0.0001k 999999999999999999999 1234567890123456789 9223372036854775808 ' +
  '1.0000000001 0.1n 1e-10 12345678901234567Ki 1000 1000Ki 1024';

describe('a quantity as Go holds it', () => {
  for (const text of TEXTS.split(' '))
    it(`${text} is as much as the text says`, () => {
      expect(billionths(text)).to.equal(parsedBillionths(text));
    });

  it('is as much as any text says', () => {
    const texts = fc.tuple(
      fc.constantFrom('', '-', '+'),
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.option(fc.integer({ min: 0, max: 999_999 })),
      fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-2'),
    );
    fc.assert(
      fc.property(texts, ([sign, whole, decimals, suffix]) => {
        const text = `${sign}${whole}${decimals === null ? '' : `.${decimals}`}${suffix}`;
        expect(billionths(text)).to.equal(parsedBillionths(text));
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  for (const text of ['x', '1x', '1Kii', '1 k', '1e'])
    it(`"${text}" is none`, () => {
      expect(() => quantityStruct(text)).to.throw(RangeError, 'not a quantity');
    });
});
