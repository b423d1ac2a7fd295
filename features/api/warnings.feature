@A02 @A05
Feature: The API server warns of what it takes and thinks unwise

  https://kubernetes.io/blog/2020/09/03/warnings/

  Scenario: Names of node labels that have newer ones
    Given a cluster running Kubernetes 1.28 with 1 node
    And the file "old.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: old}
      spec:
        nodeSelector: {beta.kubernetes.io/os: linux}
        containers: [{name: c, image: nginx}]
      """
    When I run "kubectl apply -f old.yaml"
    Then the command succeeds
    And it prints "Warning: spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead"
    And it prints "pod/old created"

  Scenario: Nobody warned of them in 1.21
    Given a cluster running Kubernetes 1.21 with 1 node
    And the file "old.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: old}
      spec:
        nodeSelector: {beta.kubernetes.io/os: linux}
        containers: [{name: c, image: nginx}]
      """
    When I run "kubectl apply -f old.yaml"
    Then it does not print "Warning"

  Scenario: The class of an Ingress by annotation
    Given a cluster running Kubernetes 1.28 with 1 node
    And the file "web.yaml":
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web, annotations: {kubernetes.io/ingress.class: nginx}}
      spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
      """
    When I run "kubectl apply -f web.yaml"
    Then it prints "Warning: annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead"
    And it prints "ingress.networking.k8s.io/web created"

  Scenario: 200m of memory, where 200Mi was meant
    Given a cluster with 1 node
    And the file "web.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: nginx, resources: {requests: {memory: 200m}}}]}
      """
    When I run "kubectl apply -f web.yaml"
    Then it prints "Warning: spec.template.spec.containers[0].resources.requests[memory]: fractional byte value \"200m\" is invalid, must be an integer"
    When I run "kubectl scale deployment web --replicas=2"
    Then it does not print "Warning"
