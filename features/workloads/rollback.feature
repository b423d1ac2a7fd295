@W04
Feature: A Deployment remembers its revisions and goes back to them

  Each revision is an old ReplicaSet; `revisionHistoryLimit` says how many are kept (10 unless set).
  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/web"
    And within 30 seconds deployment "web" has 4 available replicas

  Rule: undo goes to the revision before, which becomes the newest

    Scenario: From 1.9.1 back to 1.7.9
      When I run "kubectl set image deployment/web web=nginx:1.9.1"
      And within 1 minute the rollout of deployment "web" is complete
      And I run "kubectl rollout undo deployment/web"
      Then it prints "deployment.apps/web rolled back"
      And within 1 minute the rollout of deployment "web" is complete
      When I run "kubectl get deployment web -o jsonpath='{.spec.template.spec.containers[0].image}'"
      Then it prints "nginx:1.7.9"
      When I run "kubectl rollout history deployment/web"
      Then it prints:
        """
        deployment.apps/web
        REVISION  CHANGE-CAUSE
        2         <none>
        3         <none>
        """

  Rule: Every kept revision can be named, shown and returned to

    Scenario: Three versions and back to the first
      When I run "kubectl annotate deployment/web kubernetes.io/change-cause='first version'"
      And I run "kubectl set image deployment/web web=nginx:1.9.1"
      And I run "kubectl annotate --overwrite deployment/web kubernetes.io/change-cause='image 1.9.1'"
      And within 1 minute the rollout of deployment "web" is complete
      And I run "kubectl set image deployment/web web=nginx:1.21"
      And I run "kubectl annotate --overwrite deployment/web kubernetes.io/change-cause='image 1.21'"
      And within 1 minute the rollout of deployment "web" is complete
      And I run "kubectl rollout history deployment/web"
      Then it prints "1         first version"
      And it prints "3         image 1.21"
      When I run "kubectl rollout history deployment/web --revision=1"
      Then it prints "nginx:1.7.9"
      When I run "kubectl rollout undo deployment/web --to-revision=1"
      Then within 1 minute the rollout of deployment "web" is complete
      When I run "kubectl get deployment web -o jsonpath='{.spec.template.spec.containers[0].image}'"
      Then it prints "nginx:1.7.9"

    Scenario: A revision that never was cannot be returned to
      When I run "kubectl rollout undo deployment/web --to-revision=7"
      Then the command fails with "error: unable to find specified revision 7 in history"

    Scenario: Without a second revision there is nothing to undo
      When I run "kubectl rollout undo deployment/web"
      Then the command fails with "error: no rollout history found for deployment \"web\""

  Rule: revisionHistoryLimit bounds what is remembered

    Scenario Outline: A limit of <limit> keeps <kept> old ReplicaSets
      When I run "kubectl patch deployment web -p 'spec: {revisionHistoryLimit: <limit>}'"
      And I run "kubectl set image deployment/web web=nginx:2"
      And within 1 minute the rollout of deployment "web" is complete
      And I run "kubectl set image deployment/web web=nginx:3"
      And within 1 minute the rollout of deployment "web" is complete
      And I run "kubectl set image deployment/web web=nginx:4"
      And within 1 minute the rollout of deployment "web" is complete
      And 10 seconds pass
      And I run "kubectl get rs -l app=web --sort-by=.metadata.creationTimestamp -o jsonpath='{.items[*].metadata.annotations.deployment\.kubernetes\.io/revision}'"
      Then it prints:
        """
        <revisions>
        """
      When I run "kubectl rollout undo deployment/web --to-revision=1"
      Then the command <outcome>

      Examples:
        | limit | kept | revisions | outcome                                                                  |
        | 10    | 3    | 1 2 3 4   | succeeds                                                                 |
        | 1     | 1    | 3 4       | fails with "error: unable to find specified revision 1 in history"       |
        | 0     | 0    | 4         | fails with "error: unable to find specified revision 1 in history"       |

  Rule: Whoever deletes an old ReplicaSet deletes its revision

    Scenario: Revision 1 is gone with its ReplicaSet
      When I run "kubectl set image deployment/web web=nginx:1.9.1"
      And within 1 minute the rollout of deployment "web" is complete
      And 10 seconds pass
      And I run "kubectl get replicaset -l app=web --sort-by=.metadata.creationTimestamp -o name | head -1 | xargs kubectl delete"
      And 5 seconds pass
      And I run "kubectl rollout undo deployment/web"
      Then the command fails with "error: no rollout history found for deployment \"web\""
