Feature: Pitfalls: drains and budgets

  What people expect when a machine is emptied, what happens, and the manifest that does what was expected.
  https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/

  @S06 @W14
  Rule: Without a budget a drain takes all pods of its node at once

    Expected: a drain waits for each pod's successor. But it evicts all it finds, and replicas that came to stand on one
    node, as they do after the last drain, all go together.
    https://github.com/kubernetes/kubernetes/issues/31487

    Background:
      Given a cluster with 2 nodes
      And containers of image "shop/web" start in 20 seconds
      And I run "kubectl cordon node-2"

    Scenario: The Service stands empty until the first successor is up
      Given the manifests in "manifests/unbudgeted/without-budget.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      When I run:
        """
        kubectl uncordon node-2
        kubectl drain node-1
        """
      Then within 1 second service "web" has 0 ready endpoints
      And for the next 20 seconds service "web" has 0 ready endpoints

    Scenario: A budget of one lets them go one by one
      Given the manifests in "manifests/unbudgeted/one-at-a-time.yaml"
      And within 1 minute service "web" has 3 ready endpoints
      When I run:
        """
        kubectl uncordon node-2
        kubectl drain node-1
        """
      Then within 1 minute service "web" has 3 ready endpoints
      And throughout service "web" has at least 2 ready endpoints
      And there are 3 pods on node "node-2"

  @S06 @W14
  Rule: One replica of which one must stay makes its node undrainable

    Expected: the budget has the drain wait until another pod is up. But nothing makes another pod before this one goes,
    and this one may not go.
    https://github.com/kubernetes/kubernetes/issues/66811
    https://github.com/jupyterhub/zero-to-jupyterhub-k8s/issues/1934
    https://devopsbeast.com/blog/pdb-drain-hangs

    Background:
      Given a cluster with 2 nodes
      And I run "kubectl cordon node-2"

    Scenario: The drain asks every five seconds for an hour, and gives up
      Given the manifests in "manifests/lone-replica/one-replica.yaml"
      And within 30 seconds deployment "hub" has 1 available replica
      When I run:
        """
        kubectl uncordon node-2
        kubectl drain node-1 --timeout=1h
        """
      Then the command fails with "Cannot evict pod as it would violate the pod's disruption budget."
      And the command fails with "global timeout reached: 1h"
      And throughout deployment "hub" has 1 available replica
      And there is 1 pod on node "node-1"

    Scenario: With two replicas one may go, and then the other
      Given the manifests in "manifests/lone-replica/two-replicas.yaml"
      And within 30 seconds deployment "hub" has 2 available replicas
      When I run:
        """
        kubectl uncordon node-2
        kubectl drain node-1 --timeout=1h
        """
      Then the command succeeds
      And throughout deployment "hub" has at least 1 available replica
      And within 1 minute there are 2 Running pods on node "node-2"

  @W03 @W14
  Rule: A budget does not hold for rollouts

    Expected: a budget that keeps two of three pods keeps them. But it is asked by those who evict, and a Deployment deletes:
    what it may take away at once is its strategy's business.
    https://github.com/kubernetes/kubernetes/issues/89820
    https://github.com/kubernetes/kubernetes/issues/95374

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/web" start in 10 seconds

    Scenario: Two of three go at once, in spite of the budget
      Given the manifests in "manifests/budget-and-rollout/budget.yaml"
      And within 1 minute deployment "web" has 3 ready replicas
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 5 seconds deployment "web" has 1 ready replica

    Scenario: The strategy keeps what the budget says
      Given the manifests in "manifests/budget-and-rollout/strategy.yaml"
      And within 1 minute deployment "web" has 3 ready replicas
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 2 minutes the rollout of deployment "web" is complete
      And throughout deployment "web" has at least 3 ready replicas
