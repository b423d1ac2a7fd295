@A11
Feature: Owned objects go with their owner, before it, or not at all

  https://kubernetes.io/docs/concepts/architecture/garbage-collection/

  Background:
    Given a cluster with 1 node
    And the manifests in "manifests/nginx"
    And within 20 seconds deployment "nginx-deployment" has 2 available replicas

  Rule: In the background the owner goes at once and its children follow

    Scenario: Deployment, ReplicaSet, pods
      When I run "kubectl delete deployment nginx-deployment"
      Then deployment "nginx-deployment" is gone
      And there are exactly 2 pods with label "app=nginx"
      And within 10 seconds there are no pods with label "app=nginx"

  Rule: In the foreground the owner waits for its children

    Scenario: The Deployment is still there while its pods end
      When I run "kubectl delete deployment nginx-deployment --cascade=foreground --wait=false"
      Then {.metadata.finalizers[0]} of deployment "nginx-deployment" is "foregroundDeletion"
      And within 10 seconds deployment "nginx-deployment" is gone
      And there are no pods with label "app=nginx"

  Rule: As orphans the children stay

    Scenario: The pods run on, and a new Deployment adopts them
      When I run "kubectl delete deployment nginx-deployment --cascade=orphan"
      Then deployment "nginx-deployment" is gone
      And for the next 10 minutes there are exactly 2 pods with label "app=nginx"
      When I run "kubectl apply -f manifests/nginx/deployment.yaml"
      Then within 5 seconds deployment "nginx-deployment" has 2 available replicas
      And throughout there are exactly 2 pods with label "app=nginx"

  Rule: A finalizer keeps an object until somebody takes it away

    Scenario: Deleted, and there for an hour
      Given the file "held.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: held, finalizers: [example.com/wait]}
        """
      And I run "kubectl apply -f held.yaml"
      When I run "kubectl delete configmap held --wait=false"
      Then for the next 1 hour {.metadata.deletionTimestamp} of configmap "held" is not empty
      When I run "kubectl patch configmap held --type=merge -p 'metadata: {finalizers: null}'"
      Then configmap "held" is gone

    Scenario: A finalizer without a domain is refused
      Given the file "held.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: held, finalizers: [wait]}
        """
      When I run "kubectl apply -f held.yaml"
      Then the command fails with "metadata.finalizers[0]: Invalid value: \"wait\": name is neither a standard finalizer name nor is it fully qualified"
