@V02
Feature: A hostPath is a folder of the node

  https://kubernetes.io/docs/concepts/storage/volumes/#hostpath

  Background:
    Given a cluster with 2 nodes

  Rule: It survives the pod, on its node

    Scenario: The next pod on the node reads what the last one wrote; on another node there is nothing
      Given the file "writer.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: writer}
        spec:
          nodeName: node-1
          restartPolicy: Never
          containers:
            - {name: main, image: busybox, command: [sh, -c, "echo kept > /logs/app.log"], volumeMounts: [{name: logs, mountPath: /logs}]}
          volumes: [{name: logs, hostPath: {path: /root/logs/bsp, type: DirectoryOrCreate}}]
        """
      And the file "readers.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: same-node}
        spec:
          nodeName: node-1
          restartPolicy: Never
          containers:
            - {name: main, image: busybox, command: [cat, /logs/app.log], volumeMounts: [{name: logs, mountPath: /logs}]}
          volumes: [{name: logs, hostPath: {path: /root/logs/bsp}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: other-node}
        spec:
          nodeName: node-2
          restartPolicy: Never
          containers:
            - {name: main, image: busybox, command: [cat, /logs/app.log], volumeMounts: [{name: logs, mountPath: /logs}]}
          volumes: [{name: logs, hostPath: {path: /root/logs/bsp}}]
        """
      And I run "kubectl apply -f writer.yaml"
      And within 10 seconds pod "writer" has completed
      And I run "kubectl delete pod writer"
      When I run "kubectl apply -f readers.yaml"
      Then within 10 seconds pod "same-node" has completed
      And pod "same-node" has logged "kept"
      And within 10 seconds pod "other-node" has failed
      And pod "other-node" has logged "No such file or directory"

  Rule: The type says what must be there before

    Scenario Outline: <type> on an untouched node: <outcome>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: main}
        spec:
          containers:
            - {name: main, image: busybox, command: [sleep, "3600"], volumeMounts: [{name: data, mountPath: /data}]}
          volumes: [{name: data, hostPath: {path: /srv/nothing-here, type: <type>}}]
        """
      When I run "kubectl apply -f pod.yaml"
      And 1 minute passes
      Then pod "main" is <state>

      Examples:
        | type              | outcome           | state             |
        | DirectoryOrCreate | made by the node  | Ready             |
        | Directory         | the pod waits     | ContainerCreating |
        | File              | the pod waits     | ContainerCreating |

    Scenario: The wait is explained
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: main}
        spec:
          containers:
            - {name: main, image: busybox, command: [sleep, "3600"], volumeMounts: [{name: data, mountPath: /data}]}
          volumes: [{name: data, hostPath: {path: /srv/nothing-here, type: Directory}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds event "FailedMount" is recorded for pod "main" with message "hostPath type check failed: /srv/nothing-here is not a directory"

    Scenario: A way out of the folder is refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers: [{name: main, image: busybox}]
          volumes: [{name: data, hostPath: {path: /srv/../etc}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "spec.volumes[0].hostPath.path: Invalid value: \"/srv/../etc\": must not contain '..'"
