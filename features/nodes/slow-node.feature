@F07
Feature: A node that is alive, and slow

  Rule: Everything that its kubelet does takes longer; nobody takes the node for lost

    Background:
      Given a cluster with 2 nodes
      And node "node-1" is 20 times slower
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: slow}
        spec: {nodeName: node-1, containers: [{name: web, image: nginx}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: quick}
        spec: {nodeName: node-2, containers: [{name: web, image: nginx}]}
        """
      When I run "kubectl apply -f pods.yaml"

    Scenario: A pod that takes seconds elsewhere takes a minute
      Then within 6 seconds pod "quick" is Running
      And for the next 20 seconds pod "slow" is ContainerCreating
      And within 90 seconds pod "slow" is Running
      And throughout node "node-1" is Ready

    Scenario: Healed, it is as quick as any other
      Then within 2 minutes pod "slow" is Running
      When node "node-1" is as fast as before
      And I run:
        """
        kubectl delete pod slow
        kubectl apply -f pods.yaml
        """
      Then within 6 seconds pod "slow" is Running
