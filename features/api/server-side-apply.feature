@A04
Feature: Server-side apply, so that each field has an owner

  https://kubernetes.io/docs/reference/using-api/server-side-apply/

  Background:
    Given a cluster with 1 node
    And the file "web.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "nginx:1.7.9"}]}
      """
    And the file "three.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "nginx:1.7.9"}]}
      """
    And the file "without-replicas.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "nginx:1.7.9"}]}
      """

  Rule: Who applies a field owns it

    Scenario: The applier owns what the manifest states, and nothing else
      When I run "kubectl apply --server-side -f web.yaml"
      Then it prints "deployment.apps/web serverside-applied"
      And within 1 minute deployment "web" has 2 available replicas
      When I run "kubectl get deployment web --show-managed-fields -o jsonpath='{.metadata.managedFields[0]}'"
      Then it prints:
        """
        {"apiVersion":"apps/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:replicas":{},"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:name":{}}}}}}},"manager":"kubectl","operation":"Apply","time":"2025-01-01T00:00:00Z"}
        """
      When I run "kubectl get deployment web -o yaml"
      Then it does not print "managedFields"

    Scenario: The controller manager owns the status
      When I run "kubectl apply --server-side -f web.yaml"
      And 1 minute passes
      And I run:
        """
        kubectl get deployment web -o jsonpath='{range .metadata.managedFields[*]}{.manager} {.operation} {.subresource}{"\n"}{end}'
        """
      Then it prints:
        """
        kubectl Apply
        kube-controller-manager Update status
        """

    Scenario: Every writer is known without any apply
      When I run "kubectl create -f web.yaml"
      And I run "kubectl label deployment web team=shop"
      And I run "kubectl set image deployment/web web=nginx:1.9.1"
      And I run "kubectl apply --server-side -f web.yaml || true"
      Then the command succeeds
      And it prints "conflict with \"kubectl-set\" using apps/v1: .spec.template.spec.containers[name=\"web\"].image"

  Rule: Nobody changes a field of another unasked

    Scenario: A conflict names field and owner, and what to do
      Given I run "kubectl apply -f web.yaml"
      When I run "kubectl apply --server-side -f three.yaml --field-manager=autoscaler"
      Then the command fails with "error: Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using apps/v1: .spec.replicas"
      And the command fails with "Please review the fields above--they currently have other managers."
      And the command fails with "command with the `--force-conflicts` flag."
      And {.spec.replicas} of deployment "web" is "2"

    Scenario: --force-conflicts takes the field over
      Given I run "kubectl apply -f web.yaml"
      When I run "kubectl apply --server-side -f three.yaml --field-manager=autoscaler --force-conflicts"
      Then it prints "deployment.apps/web serverside-applied"
      And {.spec.replicas} of deployment "web" is "3"
      When I run "kubectl apply --server-side -f web.yaml"
      Then the command fails with "conflict with \"autoscaler\": .spec.replicas"

    Scenario: Two who agree share a field
      Given I run "kubectl apply --server-side -f web.yaml --field-manager=ann"
      When I run "kubectl apply --server-side -f web.yaml --field-manager=ben"
      Then the command succeeds
      When I run "kubectl apply --server-side -f three.yaml --field-manager=ann"
      Then the command fails with "conflict with \"ben\": .spec.replicas"

    Scenario: A scaled Deployment is not scaled back
      Given I run "kubectl apply --server-side -f web.yaml"
      And I run "kubectl scale deployment web --replicas=5"
      When I run "kubectl apply --server-side -f web.yaml"
      Then the command fails with "conflict with \"kubectl\" with subresource \"scale\" using apps/v1: .spec.replicas"
      When I run "kubectl apply --server-side -f without-replicas.yaml"
      Then the command succeeds
      And {.spec.replicas} of deployment "web" is "5"

  Rule: What its last owner no longer applies goes

    Scenario: Without replicas in the manifest the default holds again
      Given I run "kubectl apply --server-side -f web.yaml"
      When I run "kubectl apply --server-side -f without-replicas.yaml"
      Then {.spec.replicas} of deployment "web" is "1"

    Scenario: A field that another owns too stays
      Given I run "kubectl apply --server-side -f web.yaml --field-manager=ann"
      And I run "kubectl apply --server-side -f web.yaml --field-manager=ben"
      When I run "kubectl apply --server-side -f without-replicas.yaml --field-manager=ann"
      Then {.spec.replicas} of deployment "web" is "2"

    Scenario: The container of another applier stays
      Given I run "kubectl apply --server-side -f web.yaml --field-manager=ann"
      And the file "sidecar.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec: {template: {spec: {containers: [{name: proxy, image: envoy}]}}}
        """
      When I run "kubectl apply --server-side -f sidecar.yaml --field-manager=mesh"
      Then {.spec.template.spec.containers[*].name} of deployment "web" is "web proxy"
      When I run "kubectl apply --server-side -f web.yaml --field-manager=ann"
      Then {.spec.template.spec.containers[*].name} of deployment "web" is "web proxy"

    Scenario Outline: <list> of two appliers <outcome>
      Given the file "a.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: <first>
        """
      And the file "b.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: <second>
        """
      And I run "kubectl apply --server-side -f a.yaml --field-manager=ann"
      When I run:
        """
        kubectl apply --server-side -f b.yaml --field-manager=ben >/dev/null && echo merged || echo refused
        """
      Then it prints "<answer>"

      Examples:
        | list                         | outcome            | first                                         | second                                         | answer  |
        | ports of other numbers       | are merged         | {ports: [{name: a, port: 80}]}                | {ports: [{name: b, port: 81}]}                 | merged  |
        | ports of one number          | clash by protocol  | {ports: [{name: a, port: 80}]}                | {ports: [{name: b, port: 80}]}                 | refused |
        | ports of two protocols       | are merged too     | {ports: [{name: a, port: 80, protocol: TCP}]} | {ports: [{name: b, port: 80, protocol: UDP}]}  | merged  |
        | selectors with equal keys    | clash as a whole   | {ports: [{port: 80}], selector: {a: b}}       | {selector: {c: d}}                             | refused |
        | external addresses           | clash as a whole too | {ports: [{port: 80}], externalIPs: [10.0.0.8]} | {externalIPs: [10.0.0.9]}                     | refused |

  Rule: An object of client-side apply moves over

    Scenario: From kubectl apply to kubectl apply --server-side
      Given I run "kubectl apply -f web.yaml"
      When I run "kubectl apply --server-side -f three.yaml"
      Then the command succeeds
      And {.spec.replicas} of deployment "web" is "3"
      When I run "kubectl get deployment web --show-managed-fields -o yaml"
      Then it does not print "kubectl-client-side-apply"
      And it prints "manager: kubectl-last-applied"
      When I run "kubectl apply --server-side -f without-replicas.yaml"
      Then {.spec.replicas} of deployment "web" is "1"

    Scenario: And back
      Given I run "kubectl apply -f web.yaml"
      And I run "kubectl apply --server-side -f three.yaml"
      When I run "kubectl apply -f web.yaml"
      Then it prints "deployment.apps/web configured"
      And {.spec.replicas} of deployment "web" is "2"
