@W05
Feature: A paused Deployment collects changes; scaling goes on all the time

  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/web"
    And within 30 seconds deployment "web" has 4 available replicas

  Rule: Several changes while paused are one rollout when resumed

    Scenario: Image, environment and resources in one revision
      When I run "kubectl rollout pause deployment/web"
      And I run "kubectl set image deployment/web web=nginx:1.9.1"
      And I run "kubectl set env deployment/web MODE=fast"
      And I run "kubectl set resources deployment/web -c=web --limits=cpu=200m,memory=512Mi"
      And 10 minutes pass
      And I run "kubectl get rs -l app=web -o jsonpath='{.items[*].spec.replicas}'"
      Then it prints:
        """
        4
        """
      When I run "kubectl rollout resume deployment/web"
      Then within 1 minute the rollout of deployment "web" is complete
      When I run "kubectl get rs -l app=web --sort-by=.metadata.creationTimestamp -o jsonpath='{.items[*].spec.replicas}'"
      Then it prints:
        """
        0 4
        """
      When I run "kubectl rollout history deployment/web --revision=2"
      Then it prints "nginx:1.9.1"
      And it prints "MODE:"

    Scenario: A paused Deployment cannot be undone, nor paused twice
      Given I run "kubectl set image deployment/web web=nginx:1.9.1"
      And within 1 minute the rollout of deployment "web" is complete
      When I run "kubectl rollout pause deployment/web"
      And I run "kubectl rollout undo deployment/web"
      Then the command fails with "you cannot rollback a paused deployment"
      When I run "kubectl rollout pause deployment/web"
      Then the command fails with "deployments.apps \"web\" is already paused"

  Rule: Scaling needs no rollout

    Scenario: From 4 to 10 and down to 2
      When I run "kubectl scale deployment/web --replicas=10"
      Then it prints "deployment.apps/web scaled"
      And within 30 seconds deployment "web" has 10 available replicas
      When I run "kubectl scale deployment/web --replicas=2"
      Then within 15 seconds there are exactly 2 pods with label "app=web"
      And {.metadata.annotations.deployment\.kubernetes\.io/revision} of deployment "web" is "1"

    Scenario: A wrong current size refuses the change
      When I run "kubectl scale deployment/web --current-replicas=3 --replicas=10"
      Then the command fails with "Expected replicas to be 3, was 4"

  Rule: In the middle of a stuck rollout, new replicas are shared out in proportion

    The documentation's own numbers: 10 replicas, maxSurge 3, maxUnavailable 2. Stuck, 8 old and 5 new pods are there; five
    more replicas become three more old and two more new ones.

    Scenario: 8 and 5 become 11 and 7
      Given containers of image "nginx:broken" never get ready
      And I run "kubectl patch deployment web -p 'spec: {replicas: 10, strategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}}'"
      And within 30 seconds deployment "web" has 10 available replicas
      When I run "kubectl set image deployment/web web=nginx:broken"
      And 1 minute passes
      And I run "kubectl get rs -l app=web --sort-by=.metadata.creationTimestamp -o jsonpath='{.items[*].spec.replicas}'"
      Then it prints:
        """
        8 5
        """
      When I run "kubectl scale deployment/web --replicas=15"
      And 1 minute passes
      And I run "kubectl get rs -l app=web --sort-by=.metadata.creationTimestamp -o jsonpath='{.items[*].spec.replicas}'"
      Then it prints:
        """
        11 7
        """
