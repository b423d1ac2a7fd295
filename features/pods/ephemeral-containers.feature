@P19
Feature: A container added to a pod that runs, to look into it
  Ephemeral containers cannot be declared in a manifest, are never started again, and stay until the pod goes; since 1.23.
  https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/

  Rule: kubectl debug adds one, and the pod goes on as it was

    Background:
      Given a cluster with 1 node
      And I run "kubectl run web --image=nginx"
      And within 20 seconds pod "web" is Ready

    Scenario: It shares the pod's network, and its log and shell are there under its name
      When I run "kubectl debug web --image=busybox -c look --profile=general -- sh -c 'wget -qO- localhost | grep title; sleep 3600'"
      Then within 10 seconds {.status.ephemeralContainerStatuses[0].state.running} of pod "web" is not empty
      And 2 seconds pass
      When I run "kubectl logs web -c look"
      Then it prints "Welcome to nginx!"
      When I run "kubectl exec web -c look -- hostname"
      Then it prints "web"
      And pod "web" has restarted 0 times
      And throughout pod "web" is Ready
      And event "Started" is recorded for pod "web" with message "Container started"

    Scenario: It has a name of its own where none is given
      When I run "kubectl debug web --image=busybox --profile=general -- sleep 3600"
      Then it prints "Defaulting debug container name to debugger-"
      And within 10 seconds {.status.ephemeralContainerStatuses[0].state.running} of pod "web" is not empty

    Scenario: It runs once, whatever the pod's policy, and its end is nobody's business
      When I run "kubectl debug web --image=busybox -c look --profile=general -- sh -c 'exit 3'"
      Then within 10 seconds {.status.ephemeralContainerStatuses[0].state.terminated.exitCode} of pod "web" is "3"
      And for the next 10 minutes {.status.ephemeralContainerStatuses[0].restartCount} of pod "web" is "0"
      And throughout pod "web" is Ready
      When I run "kubectl get pod web"
      Then it prints "1/1     Running   0"

    Scenario: It ends with the pod
      Given I run "kubectl debug web --image=busybox -c look --profile=general -- sleep 3600"
      And within 10 seconds {.status.ephemeralContainerStatuses[0].state.running} of pod "web" is not empty
      When I run "kubectl delete pod web --wait=false"
      Then within 40 seconds pod "web" is gone
      And event "Killing" is recorded for pod "web" with message "Stopping container look"

    Scenario: Neither a name that is taken nor a manifest will do
      When I run "kubectl debug web --image=busybox -c web --profile=general -- sleep 3600"
      Then the command fails with "spec.ephemeralContainers[0].name: Duplicate value"
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: declared}
        spec:
          containers: [{name: main, image: busybox}]
          ephemeralContainers: [{name: look, image: busybox}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "spec.ephemeralContainers: Forbidden: cannot be set on create"

  Rule: Before 1.23 clusters have none

    Scenario: The server does not know the request
      Given a cluster running Kubernetes 1.22 with 1 node
      And I run "kubectl run web --image=nginx"
      And within 20 seconds pod "web" is Ready
      When I run "kubectl debug web --image=busybox -c look --profile=general -- sleep 3600"
      Then the command fails with "ephemeral containers are disabled for this cluster"
