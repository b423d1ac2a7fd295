@V01
Feature: An emptyDir lives as long as its pod

  https://kubernetes.io/docs/concepts/storage/volumes/#emptydir

  Background:
    Given a cluster with 1 node

  Rule: It outlives the containers of its pod

    Scenario: A container that crashes every five seconds finds what it wrote
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: scribe}
        spec:
          containers:
            - name: scribe
              image: busybox
              command: [sh, -c, "echo line >> /cache/book; echo lost >> /tmp/book; wc -l < /cache/book; wc -l < /tmp/book; sleep 5; exit 1"]
              volumeMounts: [{name: cache, mountPath: /cache}]
          volumes: [{name: cache, emptyDir: {}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 1 minute pod "scribe" has restarted 2 times
      And 2 seconds pass
      When I run "kubectl logs scribe"
      Then it prints:
        """
        3
        1
        """

  Rule: It is shared by the containers of its pod and ends with it

    Scenario: A new pod of the same name finds it empty
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pair}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - {name: writer, image: busybox, command: [sh, -c, "echo hello >> /out/greeting; sleep 3600"], volumeMounts: [{name: shared, mountPath: /out}]}
            - {name: reader, image: busybox, command: [sleep, "3600"], volumeMounts: [{name: shared, mountPath: /in}]}
          volumes: [{name: shared, emptyDir: {}}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "pair" is Ready
      Then file "/in/greeting" of container "reader" of pod "pair" is "hello"
      When I run "kubectl delete pod pair"
      And I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "pair" is Ready
      And file "/in/greeting" of container "reader" of pod "pair" is "hello"

  Rule: In memory it counts against the container's limit

    Scenario: Files of 64Mi do not fit into 32Mi
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hungry}
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "dd if=/dev/zero of=/cache/big bs=1M count=64; sleep 3600"]
              resources: {limits: {memory: 32Mi}}
              volumeMounts: [{name: cache, mountPath: /cache}]
          volumes: [{name: cache, emptyDir: {medium: Memory}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 20 seconds pod "hungry" has failed
      And container "main" of pod "hungry" is terminated with reason "OOMKilled"
      And container "main" of pod "hungry" has exited with code 137

    Scenario: On disk the same files do no harm
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hungry}
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "dd if=/dev/zero of=/cache/big bs=1M count=64; sleep 3600"]
              resources: {limits: {memory: 32Mi}}
              volumeMounts: [{name: cache, mountPath: /cache}]
          volumes: [{name: cache, emptyDir: {}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 20 seconds pod "hungry" is Ready
      And for the next 10 minutes pod "hungry" is Ready

    Scenario: Another medium is refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers: [{name: main, image: busybox, volumeMounts: [{name: cache, mountPath: /cache}]}]
          volumes: [{name: cache, emptyDir: {sizeLimit: "-1"}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "spec.volumes[0].emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity"
