// A count that may be given as a percentage of another: maxSurge, maxUnavailable, minAvailable.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go, GetScaledValueFromIntOrPercent.

export class IntOrPercentError extends Error {}

/**
 * @param value a whole number, or text such as `25%`
 * @param total what a percentage is of
 * @throws IntOrPercentError for other text
 */
export function scaledValue(value: number | string, total: number, rounding: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  if (!value.endsWith('%')) {
    throw new IntOrPercentError('invalid value for IntOrString: invalid type: string is not a percentage');
  }
  const percent = value.slice(0, -1);
  if (!/^[+-]?\d+$/.test(percent)) {
    const cause = `strconv.Atoi: parsing ${JSON.stringify(percent)}: invalid syntax`;
    throw new IntOrPercentError(
      `invalid value for IntOrString: invalid value ${JSON.stringify(value)}: ${cause}`,
    );
  }
  const exact = (Number(percent) * total) / 100;
  return rounding === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
