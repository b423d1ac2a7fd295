@W08
Feature: Pods of a StatefulSet have names, addresses and disks of their own

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/stateful-claims"
    And within 1 minute statefulset "web" has 2 ready replicas

  Rule: Names count from zero, and each pod has one claim of the same number

    Scenario: web-0 and web-1, www-web-0 and www-web-1
      When I run "kubectl get pods -l app=nginx -o name"
      Then it prints:
        """
        pod/web-0
        pod/web-1
        """
      When I run "kubectl get pvc -l app=nginx -o custom-columns=NAME:.metadata.name,PHASE:.status.phase"
      Then it prints:
        """
        NAME        PHASE
        www-web-0   Bound
        www-web-1   Bound
        """
      When I run "kubectl exec web-1 -- hostname"
      Then it prints "web-1"

  Rule: A recreated pod has the old name and finds the old data

    Scenario: web-0 is deleted and comes back to its own disk
      Given {.spec.volumeName} of claim "www-web-0" is "volume-a"
      When I run "kubectl delete pod web-0"
      Then within 30 seconds pod "web-0" is Ready
      When I run "kubectl logs web-0"
      Then it prints:
        """
        web-0 was here
        web-0 was here
        """
      And {.spec.volumeName} of claim "www-web-0" is "volume-a"
      And {.metadata.creationTimestamp} of claim "www-web-0" is "2025-01-01T00:00:00Z"

    Scenario: Scaled away and back, and the data is still there
      When I run "kubectl scale statefulset/web --replicas=0"
      Then within 30 seconds there are exactly 0 pods with label "app=nginx"
      When I run "kubectl get pvc -o name"
      Then it prints:
        """
        persistentvolumeclaim/www-web-0
        persistentvolumeclaim/www-web-1
        """
      When I run "kubectl scale statefulset/web --replicas=2"
      Then within 1 minute statefulset "web" has 2 ready replicas
      When I run "kubectl logs web-1"
      Then it prints:
        """
        web-1 was here
        web-1 was here
        """

  Rule: A pod without a volume for its claim waits

    Scenario: The third replica finds no third volume
      When I run "kubectl scale statefulset/web --replicas=3"
      Then within 1 second pod "web-2" is Pending
      And for the next 10 minutes pod "web-2" is Pending
      When I run "kubectl get pvc www-web-2 -o jsonpath='{.status.phase}'"
      Then it prints "Pending"
