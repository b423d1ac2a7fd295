@S07
Feature: How fast pods are evicted depends on how much of a zone is lost

  Where most of a zone is silent the fault is rather in the network than in the nodes.
  https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction

  Rule: At most one node every ten seconds begins to lose its pods

    Scenario: Three of six nodes at once
      Given a cluster with 6 nodes
      And the timing profile "instant"
      When node "node-1" stops answering
      And node "node-2" stops answering
      And node "node-3" stops answering
      Then within 1 minute node "node-3" is NotReady
      And within 6 seconds {.spec.taints[*].effect} of node "node-1" is "NoSchedule NoExecute"
      And {.spec.taints[*].effect} of node "node-2" is "NoSchedule"
      And for the next 9 seconds {.spec.taints[*].effect} of node "node-2" is "NoSchedule"
      And within 2 seconds {.spec.taints[*].effect} of node "node-2" is "NoSchedule NoExecute"
      And {.spec.taints[*].effect} of node "node-3" is "NoSchedule"
      And for the next 9 seconds {.spec.taints[*].effect} of node "node-3" is "NoSchedule"
      And within 12 seconds {.spec.taints[*].effect} of node "node-3" is "NoSchedule NoExecute"

  Rule: Small zones that are mostly silent lose no pods

    Scenario: Three of four nodes, which is more than 55 %
      Given a cluster with 4 nodes
      And I run "kubectl create deployment web --image=nginx --replicas=4"
      And within 30 seconds the rollout of deployment "web" is complete
      When node "node-1" stops answering
      And node "node-2" stops answering
      And node "node-3" stops answering
      Then within 1 minute node "node-1" is NotReady
      And within 1 minute node "node-2" is NotReady
      And within 1 minute node "node-3" is NotReady
      And within 6 seconds {.spec.taints[*].effect} of node "node-2" is "NoSchedule"
      And for the next 1 hour {.spec.taints[*].effect} of node "node-2" is "NoSchedule"
      And {.spec.taints[*].effect} of node "node-3" is "NoSchedule"

  Rule: A zone that is all silent is evicted, as long as another one answers

    Background:
      Given a cluster with nodes:
        | name | zone |
        | a-1  | a    |
        | a-2  | a    |
        | b-1  | b    |
        | b-2  | b    |
      And the timing profile "instant"
      And I run "kubectl create deployment web --image=nginx --replicas=4"
      And within 30 seconds the rollout of deployment "web" is complete

    Scenario: One zone of two
      When node "a-1" stops answering
      And node "a-2" stops answering
      Then within 70 seconds {.spec.taints[*].effect} of node "a-1" is "NoSchedule NoExecute"
      And within 15 seconds {.spec.taints[*].effect} of node "a-2" is "NoSchedule NoExecute"
      And within 6 minutes there are 6 pods of deployment "web"
      And within 10 seconds deployment "web" has 4 available replicas

    Scenario: All zones: it must be the control plane itself that is cut off
      When node "a-1" stops answering
      And node "a-2" stops answering
      And node "b-1" stops answering
      And node "b-2" stops answering
      Then within 1 minute node "b-2" is NotReady
      And for the next 1 hour there are 4 pods of deployment "web"
      And there are 0 Terminating pods of deployment "web"
      # Whoever comes back first gives all others their grace period anew.
      When node "a-1" answers again
      Then within 10 seconds node "a-1" is Ready
      And for the next 5 minutes there are 4 pods of deployment "web"
