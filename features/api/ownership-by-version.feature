@A11 @A02
Feature: What a deletion that names no policy does with dependents follows the version that it speaks

  kubectl always names a policy. What asks the API itself may not, and then Jobs, and workloads of the versions before apps/v1,
  leave their pods as orphans.
  https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion

  Scenario Outline: <path> in <release>
    Given a cluster running Kubernetes <release>
    And I run "<made>"
    And within 20 seconds there is 1 pod with label "<label>"
    When I run "kubectl delete --raw <path>"
    Then within 1 second <kind> is gone
    And within 1 minute there is exactly <left> pod with label "<label>"
    And for the next 1 minute there is exactly <left> pod with label "<label>"

    Examples:
      | release | kind           | made                                             | label      | path                                                      | left |
      | 1.36    | job "a"        | kubectl create job a --image=busybox -- sleep 1h | job-name=a | /apis/batch/v1/namespaces/default/jobs/a                  | 1    |
      | 1.36    | deployment "a" | kubectl create deployment a --image=nginx        | app=a      | /apis/apps/v1/namespaces/default/deployments/a            | 0    |
      | 1.15    | deployment "a" | kubectl create deployment a --image=nginx        | app=a      | /apis/apps/v1/namespaces/default/deployments/a            | 0    |
      | 1.15    | deployment "a" | kubectl create deployment a --image=nginx        | app=a      | /apis/extensions/v1beta1/namespaces/default/deployments/a | 1    |
