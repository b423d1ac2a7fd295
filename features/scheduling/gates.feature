@S04
Feature: A scheduling gate holds a pod back until somebody takes it away

  https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/

  Background:
    Given a cluster with 1 node
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: gated}
      spec:
        schedulingGates: [{name: example.com/quota}, {name: example.com/data}]
        containers: [{name: main, image: nginx}]
      """

  Rule: The scheduler does not even look at it, and says nothing

    Scenario: Two gates, taken away one after the other
      When I run "kubectl apply -f pod.yaml"
      And I run "kubectl get pod gated"
      Then it prints "SchedulingGated"
      And for the next 1 hour pod "gated" is Pending
      And pod "gated" reports PodScheduled False with reason "SchedulingGated"
      And never event "FailedScheduling" is recorded for pod "gated"
      When I run:
        """
        kubectl patch pod gated --type=json -p '[{"op": "remove", "path": "/spec/schedulingGates/0"}]'
        """
      Then for the next 10 minutes pod "gated" is Pending
      When I run:
        """
        kubectl patch pod gated --type=json -p '[{"op": "remove", "path": "/spec/schedulingGates/0"}]'
        """
      Then within 10 seconds pod "gated" is Running

  Rule: Gates can only be taken away

    Scenario: A gate more is refused
      Given I run "kubectl apply -f pod.yaml"
      When I run:
        """
        kubectl patch pod gated --type=json -p '[{"op": "add", "path": "/spec/schedulingGates/-", "value": {"name": "example.com/more"}}]'
        """
      Then the command fails with "only deletion is allowed"
