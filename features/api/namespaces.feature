@A10
Feature: Namespaces keep names apart

  https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/

  Background:
    Given a cluster with 1 node

  Rule: The same name can be there once in each namespace

    Scenario: Two ConfigMaps called settings
      When I run:
        """
        kubectl create namespace java
        kubectl create configmap settings --from-literal=where=here
        kubectl create configmap settings --from-literal=where=there -n java
        """
      Then {.data.where} of configmap "settings" is "here"
      And {.data.where} of configmap "settings" in namespace "java" is "there"
      When I run "kubectl get configmaps settings -n kube-system"
      Then the command fails with "configmaps \"settings\" not found"

    Scenario: kubectl lists one namespace, or all
      Given I run:
        """
        kubectl create namespace java
        kubectl create configmap one
        kubectl create configmap two -n java
        """
      When I run "kubectl get configmaps -n java"
      Then it does not print "one"
      When I run "kubectl get configmaps --all-namespaces"
      Then it prints "one"
      And it prints "two"

  Rule: Nothing is made where there is no namespace

    Scenario: A namespace that does not exist
      When I run "kubectl create configmap settings -n nowhere"
      Then the command fails with "namespaces \"nowhere\" not found"

  Rule: Deleting a namespace deletes what is in it, and only then itself

    Scenario: A Deployment, its pods, its configuration
      Given the file "shop.yaml":
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: shop}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 10
              containers: [{name: web, image: busybox, command: [sleep, "3600"]}]
        """
      And I run "kubectl create namespace shop"
      And 1 second passes
      And I run "kubectl apply -f shop.yaml"
      And within 15 seconds deployment "web" in namespace "shop" has 2 available replicas
      When I run "kubectl delete namespace shop --wait=false"
      And 1 second passes
      Then namespace "shop" is Terminating
      When I run "kubectl create configmap late -n shop"
      Then the command fails with "because it is being terminated"
      And for the next 8 seconds namespace "shop" is Terminating
      And within 20 seconds namespace "shop" is gone
      And configmap "settings" in namespace "shop" is gone
      And deployment "web" in namespace "shop" is gone

    Scenario: The first namespaces cannot be deleted
      When I run "kubectl delete namespace kube-system"
      Then the command fails with "namespaces \"kube-system\" is forbidden: this namespace may not be deleted"
