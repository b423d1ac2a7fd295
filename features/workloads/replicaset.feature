@W02
Feature: A ReplicaSet keeps a number of pods that match its selector

  https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/

  Background:
    Given a cluster with 2 nodes

  Rule: Deleted pods are replaced, superfluous ones deleted

    Scenario: Three stay three
      Given the manifests in "manifests/nginx-set"
      And within 15 seconds replicaset "nginx-set" has 3 ready replicas
      When I run "kubectl delete pods -l app=nginx --wait=false"
      Then within 15 seconds replicaset "nginx-set" has 3 ready replicas
      And within 40 seconds there are exactly 3 pods with label "app=nginx"

  Rule: A pod that loses the label is released and replaced, not killed

    Scenario: Taken out for a closer look
      Given the manifests in "manifests/nginx-set"
      And within 15 seconds replicaset "nginx-set" has 3 ready replicas
      When I run "kubectl label pods --all app=under-inspection --overwrite"
      Then within 15 seconds there are exactly 3 pods with label "app=nginx"
      And there are exactly 3 pods with label "app=under-inspection"
      When I run "kubectl get pods -l app=under-inspection -o jsonpath='{.items[*].metadata.ownerReferences}'"
      Then it prints nothing

  Rule: An ownerless pod that matches is adopted, and counts

    Scenario: Two are created, one was there before
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: early, labels: {app: nginx}}
        spec:
          containers: [{name: nginx, image: "nginx:1.7.9"}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "early" is Ready
      Given the manifests in "manifests/nginx-set"
      Then within 15 seconds replicaset "nginx-set" has 3 ready replicas
      And there are exactly 3 pods with label "app=nginx"
      And {.metadata.ownerReferences[0].name} of pod "early" is "nginx-set"

    Scenario: One that comes too late is deleted
      Given the manifests in "manifests/nginx-set"
      And within 15 seconds replicaset "nginx-set" has 3 ready replicas
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: late, labels: {app: nginx}}
        spec:
          containers: [{name: nginx, image: "nginx:1.7.9"}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds pod "late" is gone
      And there are exactly 3 pods with label "app=nginx"

  Rule: Selectors may be sets

    Scenario: tier in (web, edge), and no label canary
      Given the file "set.yaml":
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: front}
        spec:
          replicas: 2
          selector:
            matchExpressions:
              - {key: tier, operator: In, values: [web, edge]}
              - {key: canary, operator: DoesNotExist}
          template:
            metadata: {labels: {tier: edge}}
            spec:
              containers: [{name: nginx, image: "nginx:1.7.9"}]
        """
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {tier: web}}
        spec: {containers: [{name: nginx, image: "nginx:1.7.9"}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: canary, labels: {tier: web, canary: "yes"}}
        spec: {containers: [{name: nginx, image: "nginx:1.7.9"}]}
        """
      And I run "kubectl apply -f pods.yaml"
      When I run "kubectl apply -f set.yaml"
      Then within 15 seconds replicaset "front" has 2 ready replicas
      And there are exactly 1 pod with label "tier=edge"
      And {.metadata.ownerReferences[0].name} of pod "web" is "front"
      And {.metadata.ownerReferences} of pod "canary" is empty

    Scenario: A template that its own selector does not match is refused
      Given the file "set.yaml":
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: front}
        spec:
          selector: {matchLabels: {tier: web}}
          template:
            metadata: {labels: {tier: edge}}
            spec:
              containers: [{name: nginx, image: nginx}]
        """
      When I run "kubectl apply -f set.yaml"
      Then the command fails with "`selector` does not match template `labels`"
