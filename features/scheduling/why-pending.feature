@S03
Feature: A pod that fits nowhere says why, node by node

  https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/

  Background:
    Given a cluster running Kubernetes 1.20 with nodes:
      | name     | cpu | memory | taints                                   |
      | master-1 | 4   | 32Gi   | node-role.kubernetes.io/master:NoSchedule |
      | master-2 | 4   | 32Gi   | node-role.kubernetes.io/master:NoSchedule |
      | master-3 | 4   | 32Gi   | node-role.kubernetes.io/master:NoSchedule |
      | node-1   | 4   | 8Gi    |                                          |
      | node-2   | 4   | 8Gi    |                                          |
      | node-3   | 4   | 8Gi    |                                          |

  Rule: The message counts the nodes for each reason

    Scenario: Three without memory, three with a taint
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: big}
        spec:
          containers: [{name: main, image: nginx, resources: {requests: {memory: 16Gi}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds event "FailedScheduling" is recorded for pod "big"
      And pod "big" reports PodScheduled False with reason "Unschedulable" and message "0/6 nodes are available: 3 Insufficient memory, 3 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate."
      And for the next 1 hour pod "big" is Pending

    Scenario: Two reasons for one node
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: huge}
        spec:
          tolerations: [{operator: Exists}]
          containers: [{name: main, image: nginx, resources: {requests: {memory: 64Gi, cpu: "32"}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds pod "huge" reports PodScheduled False with message "0/6 nodes are available: 6 Insufficient cpu, 6 Insufficient memory."

    Scenario: A selector that no node matches
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: choosy}
        spec:
          nodeSelector: {disktype: ssd}
          tolerations: [{operator: Exists}]
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds pod "choosy" reports PodScheduled False with message "0/6 nodes are available: 6 node(s) didn't match Pod's node affinity."

  Rule: Room that becomes free ends the wait, and nothing else does

    Scenario: The pod that was in the way is deleted after ten minutes
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: tenant}
        spec:
          nodeName: node-2
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: nginx, resources: {requests: {memory: 6Gi}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: guest}
        spec:
          nodeSelector: {kubernetes.io/hostname: node-2}
          containers: [{name: main, image: nginx, resources: {requests: {memory: 6Gi}}}]
        """
      When I run "kubectl apply -f pods.yaml"
      Then for the next 10 minutes pod "guest" is Pending
      When I run "kubectl delete pod tenant"
      Then within 10 seconds pod "guest" is Ready
      And pod "guest" is on node "node-2"
