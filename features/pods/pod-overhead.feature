@P19
Feature: A RuntimeClass says what a pod costs beside its containers, and where it can run
  https://kubernetes.io/docs/concepts/scheduling-eviction/pod-overhead/

  Background:
    Given a cluster with nodes:
      | name  | cpu | memory | labels  | taints            |
      | plain | 4   | 8Gi    |         |                   |
      | boxed | 2   | 4Gi    | vms=yes | vms=yes:NoSchedule |
    And the file "classes.yaml":
      """
      apiVersion: node.k8s.io/v1
      kind: RuntimeClass
      metadata: {name: kata-fc}
      handler: kata-fc
      overhead: {podFixed: {cpu: 250m, memory: 120Mi}}
      scheduling:
        nodeSelector: {vms: "yes"}
        tolerations: [{key: vms, operator: Equal, value: "yes", effect: NoSchedule}]
      """
    And I run "kubectl apply -f classes.yaml"

  Rule: The overhead is added to what the containers ask for

    Scenario: A quota counts it, and the scheduler finds no room where it would have without
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: counted}
        spec: {hard: {requests.cpu: "10"}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: first}
        spec:
          runtimeClassName: kata-fc
          containers: [{name: main, image: busybox, command: [sleep, "86400"], resources: {requests: {cpu: 1500m}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: second}
        spec:
          runtimeClassName: kata-fc
          containers: [{name: main, image: busybox, command: [sleep, "86400"], resources: {requests: {cpu: 200m}}}]
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 20 seconds pod "first" is Ready
      And pod "first" is on node "boxed"
      And {.spec.overhead.cpu} of pod "first" is "250m"
      And {.spec.overhead.memory} of pod "first" is "120Mi"
      And {.spec.nodeSelector.vms} of pod "first" is "yes"
      And within 10 seconds {.status.used.requests\.cpu} of resourcequota "counted" is "2200m"
      And for the next 5 minutes pod "second" is Pending
      And event "FailedScheduling" is recorded for pod "second" with message "Insufficient cpu"

  Rule: Nobody sets it by hand

    Scenario: An overhead of the pod's own is refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: heavy}
        spec:
          overhead: {cpu: 250m}
          containers: [{name: main, image: busybox}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead"

    Scenario: A class that is not there, and a node selector that says otherwise
      Given the file "lost.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: lost}
        spec:
          runtimeClassName: gvisor
          containers: [{name: main, image: busybox}]
        """
      And the file "torn.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: torn}
        spec:
          runtimeClassName: kata-fc
          nodeSelector: {vms: "no"}
          containers: [{name: main, image: busybox}]
        """
      When I run "kubectl apply -f lost.yaml"
      Then the command fails with "is forbidden: pod rejected: RuntimeClass"
      When I run "kubectl apply -f torn.yaml"
      Then the command fails with "conflict: runtimeClass.scheduling.nodeSelector[vms] = yes; pod.spec.nodeSelector[vms] = no"

    Scenario: A class keeps its handler
      When I run "kubectl get runtimeclass"
      Then it prints:
        """
        NAME      HANDLER   AGE
        kata-fc   kata-fc   <any>
        """
      When I run "kubectl patch runtimeclass kata-fc -p 'handler: runc'"
      Then the command fails with "field is immutable"
