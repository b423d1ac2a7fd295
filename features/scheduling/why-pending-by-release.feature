@S03
Feature: Each release words a refusal in its own way

  https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/

  Rule: Taints are counted together, then one by one, then named as untolerated; later releases add what preemption found

    Scenario Outline: Kubernetes <release>
      Given a cluster running Kubernetes <release> with nodes:
        | name     | cpu | memory | taints                                    |
        | master-1 | 4   | 32Gi   | node-role.kubernetes.io/master:NoSchedule |
        | master-2 | 4   | 32Gi   | node-role.kubernetes.io/master:NoSchedule |
        | master-3 | 4   | 32Gi   | node-role.kubernetes.io/master:NoSchedule |
        | node-1   | 4   | 8Gi    |                                           |
        | node-2   | 4   | 8Gi    |                                           |
        | node-3   | 4   | 8Gi    |                                           |
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: big}
        spec:
          containers: [{name: main, image: nginx, resources: {requests: {memory: 16Gi}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds event "FailedScheduling" is recorded for pod "big" with message "<message>"

      Examples:
        | release | message                                                                                                                          |
        | 1.13    | 0/6 nodes are available: 3 Insufficient memory, 3 node(s) had taints that the pod didn't tolerate.                               |
        | 1.20    | 0/6 nodes are available: 3 Insufficient memory, 3 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate. |
        | 1.28    | 0/6 nodes are available: 3 Insufficient memory, 3 node(s) had untolerated taint {node-role.kubernetes.io/master: }. preemption: 0/6 nodes are available: 3 No preemption victims found for incoming pod, 3 Preemption is not helpful for scheduling. |
        | 1.25    | 0/6 nodes are available: 3 Insufficient memory, 3 node(s) had untolerated taint {node-role.kubernetes.io/master: }. preemption: 0/6 nodes are available: 3 No preemption victims found for incoming pod, 3 Preemption is not helpful for scheduling. |
        | 1.27    | 0/6 nodes are available: 3 Insufficient memory, 3 node(s) had untolerated taint {node-role.kubernetes.io/master: }. preemption: 0/6 nodes are available: 3 No preemption victims found for incoming pod, 3 Preemption is not helpful for scheduling.. |
        | 1.34    | 0/6 nodes are available: 3 Insufficient memory, 3 node(s) had untolerated taint {node-role.kubernetes.io/master: }. no new claims to deallocate, preemption: 0/6 nodes are available: 6 Preemption is not helpful for scheduling. |
        | 1.36    | 0/6 nodes are available: 3 Insufficient memory, 3 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/6 nodes are available: 6 Preemption is not helpful for scheduling. |
