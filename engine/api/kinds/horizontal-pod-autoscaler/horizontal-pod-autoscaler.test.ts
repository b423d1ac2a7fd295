// What the API server says of HorizontalPodAutoscalers that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/autoscaling/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: HorizontalPodAutoscaler: spec',
  KIND,
  `
bounds
  spec: {maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}, minReplicas: 3}
  > spec.maxReplicas: Invalid value: 2: must be greater than or equal to ${TICK}minReplicas${TICK}

none at least
  spec: {maxReplicas: 0, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}, minReplicas: 0}
  > spec.minReplicas: Invalid value: 0: must be greater than or equal to 1
  > spec.maxReplicas: Invalid value: 0: must be greater than 0
  > spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas

no target
  spec: {maxReplicas: 1, scaleTargetRef: {}}
  > spec.scaleTargetRef.kind: Required value
  > spec.scaleTargetRef.name: Required value

a target of bad names
  spec: {maxReplicas: 5, scaleTargetRef: {kind: a/b, name: c/d}}
  > spec.scaleTargetRef.kind: Invalid value: "a/b": may not contain '/'
  > spec.scaleTargetRef.name: Invalid value: "c/d": may not contain '/'

a metric without type, of an unknown one, without its source
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}, metrics: [{},
    {type: Moon}, {type: Resource}]}
  > spec.metrics[0].type: Required value: must specify a metric source type
  > spec.metrics[0].type: Unsupported value: "": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"
  > spec.metrics[0].type: Unsupported value: "": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"
  > spec.metrics[1].type: Unsupported value: "Moon": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"
  > spec.metrics[1].type: Unsupported value: "Moon": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"
  > spec.metrics[2].resource: Required value: must populate information for the given metric source

two sources in one metric
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 1}},
    pods: {metric: {name: x}, target: {type: AverageValue, averageValue: '1'}}}]}
  > spec.metrics[0].pods: Forbidden: must populate the given metric source only

a resource without name and target
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    metrics: [{type: Resource, resource: {name: '', target: {}}}]}
  > spec.metrics[0].resource.name: Required value: must specify a resource name
  > spec.metrics[0].resource.target.type: Required value: must specify a metric target type
  > spec.metrics[0].resource.target.type: Invalid value: "": must be either Utilization, Value, or AverageValue
  > spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization

a resource with both targets, and below zero
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50,
    averageValue: '1'}}}, {type: Resource, resource: {name: memory, target: {type: Utilization,
    averageUtilization: -1}}}]}
  > spec.metrics[0].resource.target.averageValue: Forbidden: may not set both a target raw value and a target utilization
  > spec.metrics[1].resource.target.averageUtilization: Invalid value: -1: must be greater than 0

a resource with a plain value
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    metrics: [{type: Resource, resource: {name: cpu, target: {type: Value, value: '1'}}}]}
  > spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization

a container resource without container
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    metrics: [{type: ContainerResource, containerResource: {name: cpu, target: {type: Utilization,
    averageUtilization: 50}}}]}
  > spec.metrics[0].containerResource.container: Required value: must specify a container

an object without name, metric and value
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}, metrics: [{type: Object,
    object: {describedObject: {}, metric: {name: ''}, target: {type: Value}}}]}
  > spec.metrics[0].object.describedObject.kind: Required value
  > spec.metrics[0].object.describedObject.name: Required value
  > spec.metrics[0].object.metric.name: Required value: must specify a metric name
  > spec.metrics[0].object.target.averageValue: Required value: must set either a target value or averageValue

an external metric without name and value
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    metrics: [{type: External, external: {metric: {name: ''}, target: {type: Value}}}]}
  > spec.metrics[0].external.metric.name: Required value: must specify a metric name
  > spec.metrics[0].external.target.averageValue: Required value: must set either a target value for metric or a per-pod target

an external metric with both values
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    metrics: [{type: External, external: {metric: {name: q}, target: {type: Value, value: '1',
    averageValue: '1'}}}]}
  > spec.metrics[0].external.target.value: Forbidden: may not set both a target value for metric and a per-pod target

pods without a positive value
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}, metrics: [{type: Pods,
    pods: {metric: {name: a/b}, target: {type: AverageValue, averageValue: '0'}}}]}
  > spec.metrics[0].pods.metric.name: Invalid value: "a/b": may not contain '/'
  > spec.metrics[0].pods.target.averageValue: Invalid value: "0": must be positive

behaviour: windows, no policy, unknown ones, periods
  spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1},
    behavior: {scaleUp: {stabilizationWindowSeconds: 3601, selectPolicy: Median, policies: []},
    scaleDown: {stabilizationWindowSeconds: -1, policies: [{type: Nodes, value: 0, periodSeconds: 0}, {type: Pods,
    value: 1, periodSeconds: 1801}]}}}
  > spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600
  > spec.behavior.scaleUp.selectPolicy: Unsupported value: "Median": supported values: "Disabled", "Max", "Min"
  > spec.behavior.scaleUp.policies: Required value: must specify at least one Policy
  > spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: -1: must be greater than or equal to zero
  > spec.behavior.scaleDown.policies[0].type: Unsupported value: "Nodes": supported values: "Percent", "Pods"
  > spec.behavior.scaleDown.policies[0].value: Invalid value: 0: must be greater than zero
  > spec.behavior.scaleDown.policies[0].periodSeconds: Invalid value: 0: must be greater than zero
  > spec.behavior.scaleDown.policies[1].periodSeconds: Invalid value: 1801: must be less than or equal to 1800
`,
);
