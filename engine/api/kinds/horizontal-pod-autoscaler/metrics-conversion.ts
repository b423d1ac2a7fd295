// HPA metrics in the shape of autoscaling/v2beta1, which autoscaling/v1 also keeps in its annotations, and back.
//
// The old shape has one field per kind of target (`targetAverageUtilization`), the new one a `target` with a type.
// Source: kubernetes v1.28.0 pkg/apis/autoscaling/v1/conversion.go; v2beta1/conversion.go does the same.

type Data = Readonly<Record<string, unknown>>;

const defined = (data: Data): Data =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
const part = (data: Data | undefined, field: string): Data => (data?.[field] ?? {}) as Data;

interface MetricShape {
  /** Where the metric of this type stands: `resource` for the type Resource. */
  readonly field: string;
  readonly specToOld: (source: Data) => Data;
  readonly specFromOld: (source: Data) => Data;
  readonly statusToOld: (source: Data) => Data;
  readonly statusFromOld: (source: Data) => Data;
}

function resourceShape(field: 'resource' | 'containerResource'): MetricShape {
  const names = ({ name, container }: Data): Data => ({ name, container });
  return {
    field,
    specToOld: (source) => {
      const target = part(source, 'target');
      const { averageUtilization, averageValue } = target;
      return {
        ...names(source),
        targetAverageUtilization: averageUtilization,
        targetAverageValue: averageValue,
      };
    },
    specFromOld: (source) => {
      const { targetAverageUtilization: averageUtilization, targetAverageValue: averageValue } = source;
      const type = averageUtilization === undefined ? 'AverageValue' : 'Utilization';
      return { ...names(source), target: defined({ type, averageUtilization, averageValue }) };
    },
    statusToOld: (source) => {
      const { averageUtilization, averageValue = '0' } = part(source, 'current');
      return {
        ...names(source),
        currentAverageUtilization: averageUtilization,
        currentAverageValue: averageValue,
      };
    },
    statusFromOld: (source) => {
      const { currentAverageUtilization: averageUtilization, currentAverageValue: averageValue } = source;
      return { ...names(source), current: defined({ averageUtilization, averageValue }) };
    },
  };
}

const metricOf = (name: unknown, selector: unknown): Data => defined({ name, selector });

const PODS: MetricShape = {
  field: 'pods',
  specToOld: (source) => {
    const { name: metricName, selector } = part(source, 'metric');
    return { metricName, selector, targetAverageValue: part(source, 'target').averageValue ?? '0' };
  },
  specFromOld: ({ metricName, selector, targetAverageValue: averageValue }) => ({
    metric: metricOf(metricName, selector),
    target: { type: 'AverageValue', averageValue },
  }),
  statusToOld: (source) => {
    const { name: metricName, selector } = part(source, 'metric');
    return { metricName, selector, currentAverageValue: part(source, 'current').averageValue ?? '0' };
  },
  statusFromOld: ({ metricName, selector, currentAverageValue: averageValue }) => ({
    metric: metricOf(metricName, selector),
    current: { averageValue },
  }),
};

const OBJECT: MetricShape = {
  field: 'object',
  specToOld: (source) => {
    const { name: metricName, selector } = part(source, 'metric');
    const { value: targetValue = '0', averageValue } = part(source, 'target');
    return { target: source.describedObject, metricName, targetValue, selector, averageValue };
  },
  specFromOld: ({ target: describedObject, metricName, selector, targetValue: value, averageValue }) => ({
    describedObject,
    metric: metricOf(metricName, selector),
    target: defined({ type: averageValue === undefined ? 'Value' : 'AverageValue', value, averageValue }),
  }),
  statusToOld: (source) => {
    const { name: metricName, selector } = part(source, 'metric');
    const { value: currentValue = '0', averageValue } = part(source, 'current');
    return { target: source.describedObject, metricName, currentValue, selector, averageValue };
  },
  statusFromOld: ({ target: describedObject, metricName, selector, currentValue: value, averageValue }) => ({
    describedObject,
    metric: metricOf(metricName, selector),
    current: defined({ value, averageValue }),
  }),
};

const EXTERNAL: MetricShape = {
  field: 'external',
  specToOld: (source) => {
    const { name: metricName, selector: metricSelector } = part(source, 'metric');
    const { value: targetValue, averageValue: targetAverageValue } = part(source, 'target');
    return { metricName, metricSelector, targetValue, targetAverageValue };
  },
  specFromOld: ({ metricName, metricSelector, targetValue: value, targetAverageValue: averageValue }) => ({
    metric: metricOf(metricName, metricSelector),
    target: defined({ type: value === undefined ? 'AverageValue' : 'Value', value, averageValue }),
  }),
  statusToOld: (source) => {
    const { name: metricName, selector: metricSelector } = part(source, 'metric');
    const { value: currentValue = '0', averageValue: currentAverageValue } = part(source, 'current');
    return { metricName, metricSelector, currentValue, currentAverageValue };
  },
  statusFromOld: ({
    metricName,
    metricSelector,
    currentValue: value,
    currentAverageValue: averageValue,
  }) => ({
    metric: metricOf(metricName, metricSelector),
    current: defined({ value, averageValue }),
  }),
};

const SHAPES = [resourceShape('resource'), resourceShape('containerResource'), PODS, OBJECT, EXTERNAL];

type Rewrite = 'specToOld' | 'specFromOld' | 'statusToOld' | 'statusFromOld';

/** @param metrics the entries of spec.metrics or status.currentMetrics */
export function rewriteMetrics(metrics: readonly object[], rewrite: Rewrite): Data[] {
  return metrics.map((metric) => {
    const data = metric as Data;
    const sources = SHAPES.flatMap(({ field, ...shape }) => {
      const source = data[field] as Data | undefined;
      return source == null ? [] : [[field, defined(shape[rewrite](source))] as const];
    });
    return { type: data.type, ...Object.fromEntries(sources) };
  });
}
