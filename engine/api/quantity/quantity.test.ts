import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  addQuantities,
  compareQuantities,
  negateQuantity,
  roundUpQuantity,
  subtractQuantities,
} from './arithmetic.ts';
import { formatQuantity } from './format.ts';
import { decodeQuantity, newQuantity, parseQuantity, type Quantity, QuantityError } from './quantity.ts';
import { asInt64, intValue, milliValue, scaledValue } from './values.ts';

const run = { seed: 42, numRuns: 200 };
const canonical = (text: string): string => formatQuantity(parseQuantity(text));

/** Any text the grammar allows, small enough that no int64 view overflows. */
const quantityText = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.nat(999_999),
    fc.option(fc.nat(999), { nil: undefined }),
    fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'Ki', 'Mi', 'Gi', 'e3', 'E-2', 'e0'),
  )
  .map(
    ([sign, whole, fraction, suffix]) =>
      `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`,
  );

describe('quantities', () => {
  // Source: kubernetes apimachinery v0.20.2 pkg/api/resource/quantity_test.go, TestQuantityString and neighbours.
  const canonicalTexts: readonly [string, string][] = [
    ['1.5', '1500m'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['0.5Ki', '512'],
    ['100000', '100k'],
    ['12e6', '12e6'],
    ['0.1n', '1n'],
    ['-0.5m', '-500u'],
    ['+1', '+1'],
    ['1.500', '1.500'],
    ['9999999999Ei', '9223372036854775807'],
  ];
  for (const [text, expected] of canonicalTexts) {
    it(`${text} is printed as ${expected}`, () => {
      expect(canonical(text)).to.equal(expected);
    });
  }

  const refused: readonly [string, RegExp][] = [
    ['', /must match the regular expression/],
    ['1.5.5', /must match the regular expression/],
    [' 1', /must match the regular expression/],
    ['1K', /unable to parse quantity's suffix/],
    ['1mi', /unable to parse quantity's suffix/],
    ['1e', /unable to parse quantity's suffix/],
    ['.e-10', /unable to parse numeric part of quantity/],
  ];
  for (const [text, message] of refused) {
    it(`"${text}" is refused`, () => {
      expect(() => parseQuantity(text)).to.throw(QuantityError, message);
    });
  }

  it('a sum past 1000E has no suffix to show, as upstream', () => {
    expect(formatQuantity(addQuantities(parseQuantity('1000E'), parseQuantity('1000E')))).to.equal('2');
  });

  it('exponents beyond any number are compared, not spelt out', () => {
    expect(compareQuantities(parseQuantity('1e2000000000'), parseQuantity('1e1999999999'))).to.equal(1);
    expect(compareQuantities(parseQuantity('-1e2000000000'), parseQuantity('0'))).to.equal(-1);
    expect(canonical('1e-2000000000')).to.equal('1e-9');
  });

  it('a number stands for its JSON text, and JSON may hold white space', () => {
    expect(formatQuantity(parseQuantity(2))).to.equal('2');
    expect(formatQuantity(parseQuantity(0.25))).to.equal('250m');
    expect(formatQuantity(decodeQuantity(' 1 '))).to.equal('1');
  });

  it('plain views round up', () => {
    expect(milliValue('100m')).to.equal(100);
    expect(milliValue('1.0001')).to.equal(1001);
    expect(milliValue(2)).to.equal(2000);
    expect(intValue('1Ki')).to.equal(1024);
    expect(intValue('1m')).to.equal(1);
    expect(() => milliValue('x')).to.throw(QuantityError);
    expect(asInt64(parseQuantity('1m'))).to.equal(undefined);
    expect(scaledValue(parseQuantity('1Gi'), 6)).to.equal(1074n);
  });

  it('rounding says whether something was lost', () => {
    const { quantity, isExact } = roundUpQuantity(parseQuantity('-9'), 1);
    expect([formatQuantity(quantity), isExact]).to.deep.equal(['-10', false]);
  });
});

describe('quantity properties', () => {
  const each = (check: (q: Quantity) => void): void =>
    fc.assert(
      fc.property(quantityText, (text) => check(parseQuantity(text))),
      run,
    );

  it('survive print and parse', () => {
    each((q) => {
      const printed = formatQuantity(q);
      const again = parseQuantity(printed);
      expect(compareQuantities(again, q), printed).to.equal(0);
      expect(formatQuantity(again)).to.equal(printed);
    });
  });

  it('a sum less one part is the other part', () => {
    fc.assert(
      fc.property(quantityText, quantityText, (x, y) => {
        const [a, b] = [parseQuantity(x), parseQuantity(y)];
        expect(compareQuantities(subtractQuantities(addQuantities(a, b), b), a)).to.equal(0);
        expect(compareQuantities(addQuantities(a, b), addQuantities(b, a))).to.equal(0);
        expect(compareQuantities(a, b) + compareQuantities(b, a)).to.equal(0);
      }),
      run,
    );
  });

  it('negation is undone by itself, and the sum with it is zero', () => {
    each((q) => {
      expect(compareQuantities(negateQuantity(negateQuantity(q)), q)).to.equal(0);
      expect(formatQuantity(addQuantities(q, negateQuantity(q)))).to.equal('0');
    });
  });

  it('whole numbers print so that they read back, in every format', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        fc.constantFrom('DecimalSI', 'BinarySI', 'DecimalExponent'),
        (n, format) => {
          const q = newQuantity(n, format as Quantity['format']);
          const again = parseQuantity(formatQuantity(q));
          // Upstream caps what it reads in binary form at the largest int64.
          if (n !== -(2n ** 63n)) expect(compareQuantities(again, q)).to.equal(0);
        },
      ),
      run,
    );
  });
});
