@W03 @W04 @W05
Feature: A Deployment and the ReplicaSets it finds, makes and is refused

  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/

  Background:
    Given a cluster with 3 nodes

  Rule: A ReplicaSet of somebody else's under the name is no obstacle

    Scenario: The hash is counted on
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      When I run "kubectl delete deployment web --cascade=orphan"
      And I run "kubectl label rs -l app=web --overwrite app=other"
      Given the manifests in "manifests/web"
      Then within 30 seconds deployment "web" has 4 available replicas
      And {.status.collisionCount} of deployment "web" is "1"
      And there are exactly 8 pods with label "app=web"

  Rule: Orphaned ReplicaSets are adopted with their revisions

    Scenario: Deleted without its ReplicaSets and made again
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      When I run "kubectl set image deployment/web web=nginx:1.9.1"
      And within 1 minute the rollout of deployment "web" is complete
      And I run "kubectl delete deployment web --cascade=orphan"
      And 5 seconds pass
      Then there are exactly 4 pods with label "app=web"
      Given the manifests in "manifests/web"
      Then within 1 minute the rollout of deployment "web" is complete
      When I run "kubectl rollout history deployment/web"
      Then it prints:
        """
        deployment.apps/web
        REVISION  CHANGE-CAUSE
        2         <none>
        3         <none>
        """

  Rule: The annotation that spec.rollbackTo became still rolls back

    Scenario Outline: <revision> leads to <outcome>
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      And I run "kubectl set image deployment/web web=nginx:1.9.1"
      And within 1 minute the rollout of deployment "web" is complete
      When I run "kubectl annotate deployment web deprecated.deployment.rollback.to='<revision>'"
      Then within 5 seconds event "<event>" is recorded for deployment "web" with message "<message>"
      And {.metadata.annotations.deprecated\.deployment\.rollback\.to} of deployment "web" is empty
      And {.spec.template.spec.containers[0].image} of deployment "web" is "<image>"

      Examples:
        | revision | outcome            | event                               | message                                                                          | image       |
        | 0        | the last but one   | DeploymentRollback                  | Rolled back deployment                                       | nginx:1.7.9 |
        | 1        | the first          | DeploymentRollback                  | Rolled back deployment                                       | nginx:1.7.9 |
        | 2        | what is there      | DeploymentRollbackTemplateUnchanged | The rollback revision contains the same template     | nginx:1.9.1 |
        | 9        | nowhere            | DeploymentRollbackRevisionNotFound  | Unable to find the revision to rollback to.                                      | nginx:1.9.1 |

  Rule: A quota that lets no pod in shows as ReplicaFailure, until there is room

    Scenario: Two of four fit
      Given I run "kubectl create quota few --hard=pods=2"
      And 1 second passes
      When the manifests in "manifests/web"
      Then within 10 seconds deployment "web" reports ReplicaFailure True with reason "FailedCreate"
      And within 30 seconds deployment "web" has 2 available replicas
      And deployment "web" reports Available False with reason "MinimumReplicasUnavailable"
      When I run "kubectl patch quota few -p 'spec: {hard: {pods: \"10\"}}'"
      And I run "kubectl annotate rs -l app=web look=again"
      Then within 1 minute deployment "web" has 4 available replicas
      And {.status.conditions[?(@.type=="ReplicaFailure")].status} of deployment "web" is empty

  Rule: A paused Deployment makes no progress and misses no deadline

    Scenario: Paused for longer than progressDeadlineSeconds
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      And I run "kubectl patch deployment web -p 'spec: {progressDeadlineSeconds: 30}'"
      And containers of image "nginx:slow" never get ready
      When I run "kubectl set image deployment/web web=nginx:slow"
      And 5 seconds pass
      And I run "kubectl rollout pause deployment/web"
      And 10 minutes pass
      Then deployment "web" reports Progressing Unknown with reason "DeploymentPaused"
      When I run "kubectl rollout resume deployment/web"
      Then within 5 seconds deployment "web" reports Progressing Unknown with reason "DeploymentResumed"
      And within 1 minute deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"

  Rule: A rollout without a deadline never fails

    Scenario: The largest number means none
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      And containers of image "nginx:slow" never get ready
      When I run "kubectl patch deployment web -p 'spec: {progressDeadlineSeconds: 2147483647}'"
      And I run "kubectl set image deployment/web web=nginx:slow"
      And 1 hour passes
      Then {.status.conditions[?(@.type=="Progressing")].status} of deployment "web" is empty
