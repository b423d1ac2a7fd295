// Objects written in one version of an API and read in another, on a server of 1.22 that serves both. Sources: kubernetes
// v1.20.2 pkg/apis/{autoscaling,networking,policy}/*/conversion.go.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'v1.yaml': `apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata:
  name: old
  annotations:
    autoscaling.alpha.kubernetes.io/metrics: '[{"type":"Pods","pods":{"metricName":"qps","targetAverageValue":"10"}},{"type":"Object","object":{"target":{"kind":"Service","name":"web"},"metricName":"hits","targetValue":"5"}},{"type":"External","external":{"metricName":"queue","targetAverageValue":"3"}}]'
    autoscaling.alpha.kubernetes.io/behavior: '{"scaleUp":{"stabilizationWindowSeconds":5}}'
spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 3, targetCPUUtilizationPercentage: 70}
`,
    'v2beta1.yaml': `apiVersion: autoscaling/v2beta1
kind: HorizontalPodAutoscaler
metadata: {name: beta}
spec:
  scaleTargetRef: {kind: Deployment, name: web}
  maxReplicas: 3
  metrics:
  - {type: Resource, resource: {name: cpu, targetAverageUtilization: 60}}
  - {type: Resource, resource: {name: memory, targetAverageValue: 1Gi}}
  - {type: Pods, pods: {metricName: qps, targetAverageValue: "10"}}
  - {type: Object, object: {target: {kind: Service, name: web}, metricName: hits, targetValue: "5"}}
  - {type: External, external: {metricName: queue, metricSelector: {matchLabels: {q: a}}, targetValue: "30"}}
`,
    'broken.yaml': `apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: broken, annotations: {autoscaling.alpha.kubernetes.io/metrics: "x"}}
spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 3}
`,
    'ingress.yaml': `apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata: {name: front}
spec:
  backend: {serviceName: web, servicePort: 80}
  rules:
  - host: a.com
    http: {paths: [{path: /x, backend: {serviceName: web, servicePort: http}}, {path: /y, backend: {resource: {kind: Bucket, name: b}}}]}
  - host: b.com
`,
    'pdb.yaml': `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: {name: none}
spec: {minAvailable: 1, selector: {}}
`,
  },
  given: [],
  minor: 22,
};

describeTranscripts(
  'kubectl on old versions',
  OPTIONS,
  `
an autoscaler of v1
  $ kubectl apply -f v1.yaml
  | horizontalpodautoscaler.autoscaling/old created
  $ kubectl get hpa.v2beta2.autoscaling old -o jsonpath={.spec.metrics}
  | [{"pods":{"metric":{"name":"qps"},"target":{"averageValue":"10","type":"AverageValue"}},"type":"Pods"},{"object":{"describedObject":{"kind":"Service","name":"web"},"metric":{"name":"hits"},"target":{"type":"Value","value":"5"}},"type":"Object"},{"external":{"metric":{"name":"queue"},"target":{"averageValue":"3","type":"AverageValue"}},"type":"External"},{"resource":{"name":"cpu","target":{"averageUtilization":70,"type":"Utilization"}},"type":"Resource"}]
  $ kubectl get hpa.v2beta2.autoscaling old -o jsonpath={.spec.behavior.scaleUp.stabilizationWindowSeconds}
  | 5
  $ kubectl get hpa.v2beta1.autoscaling old -o jsonpath={.spec.metrics}
  | [{"pods":{"metricName":"qps","targetAverageValue":"10"},"type":"Pods"},{"object":{"metricName":"hits","target":{"kind":"Service","name":"web"},"targetValue":"5"},"type":"Object"},{"external":{"metricName":"queue","targetAverageValue":"3"},"type":"External"},{"resource":{"name":"cpu","targetAverageUtilization":70},"type":"Resource"}]Warning: autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2beta2 HorizontalPodAutoscaler
  $ kubectl get hpa.v1.autoscaling old -o jsonpath={.spec.targetCPUUtilizationPercentage}
  | 70
  $ kubectl get hpa.v1.autoscaling old -o jsonpath={.metadata.annotations.autoscaling\\\\.alpha\\\\.kubernetes\\\\.io/metrics}
  | [{"type":"Pods","pods":{"metricName":"qps","targetAverageValue":"10"}},{"type":"Object","object":{"target":{"kind":"Service","name":"web"},"metricName":"hits","targetValue":"5"}},{"type":"External","external":{"metricName":"queue","targetAverageValue":"3"}}]
  $ kubectl get hpa
  | NAME   REFERENCE        TARGETS                                 MINPODS   MAXPODS   REPLICAS   AGE
  | old    Deployment/web   <unknown>/10, <unknown>/5 + 2 more...   1         3         0          0s

an autoscaler of v2beta1
  $ kubectl apply -f v2beta1.yaml
  | horizontalpodautoscaler.autoscaling/beta created
  | Warning: autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2beta2 HorizontalPodAutoscaler
  $ kubectl get hpa.v2beta2.autoscaling beta -o jsonpath={.spec.metrics}
  | [{"resource":{"name":"cpu","target":{"averageUtilization":60,"type":"Utilization"}},"type":"Resource"},{"resource":{"name":"memory","target":{"averageValue":"1Gi","type":"AverageValue"}},"type":"Resource"},{"pods":{"metric":{"name":"qps"},"target":{"averageValue":"10","type":"AverageValue"}},"type":"Pods"},{"object":{"describedObject":{"kind":"Service","name":"web"},"metric":{"name":"hits"},"target":{"type":"Value","value":"5"}},"type":"Object"},{"external":{"metric":{"name":"queue","selector":{"matchLabels":{"q":"a"}}},"target":{"type":"Value","value":"30"}},"type":"External"}]
  $ kubectl get hpa.v2beta1.autoscaling beta -o jsonpath={.spec.metrics}
  | [{"resource":{"name":"cpu","targetAverageUtilization":60},"type":"Resource"},{"resource":{"name":"memory","targetAverageValue":"1Gi"},"type":"Resource"},{"pods":{"metricName":"qps","targetAverageValue":"10"},"type":"Pods"},{"object":{"metricName":"hits","target":{"kind":"Service","name":"web"},"targetValue":"5"},"type":"Object"},{"external":{"metricName":"queue","metricSelector":{"matchLabels":{"q":"a"}},"targetValue":"30"},"type":"External"}]Warning: autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2beta2 HorizontalPodAutoscaler
  $ kubectl get hpa.v1.autoscaling beta -o jsonpath={.spec}
  | {"maxReplicas":3,"minReplicas":1,"scaleTargetRef":{"kind":"Deployment","name":"web"},"targetCPUUtilizationPercentage":60}
  $ kubectl get hpa
  | NAME   REFERENCE        TARGETS                                   MINPODS   MAXPODS   REPLICAS   AGE
  | beta   Deployment/web   <unknown>/1Gi, <unknown>/10 + 3 more...   1         3         0          0s

metrics that are no JSON
  $ kubectl apply -f broken.yaml
  | horizontalpodautoscaler.autoscaling/broken created

an empty selector of a budget
  $ kubectl apply -f pdb.yaml
  | poddisruptionbudget.policy/none created
  | Warning: policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget
  $ kubectl get pdb.v1.policy none -o jsonpath={.spec}
  | {"minAvailable":1,"selector":{"matchExpressions":[{"key":"pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match","operator":"Exists"}]}}
  $ kubectl get pdb.v1beta1.policy none -o jsonpath={.spec}
  | {"minAvailable":1,"selector":{}}Warning: policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget
`,
);
