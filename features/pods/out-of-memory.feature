@P17 @F07
Feature: A container that uses more memory than its limit

  https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/

  Rule: The kernel kills it at that moment; the kubelet starts it again by its policy, later each time

    Background:
      Given a cluster with 1 node
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: leaky}
        spec:
          containers:
            - {name: app, image: shop/leaky, resources: {limits: {memory: 250Mi}}}
            - {name: side, image: nginx, resources: {limits: {memory: 250Mi}}}
        """

    Scenario: A leak of 10Mi each minute on top of 50Mi passes 250Mi after twenty minutes
      Given containers of image "shop/leaky" use 50Mi of memory, 10Mi more each minute
      And I run "kubectl apply -f pod.yaml"
      And within 20 seconds pod "leaky" is Running
      Then for the next 19 minutes 55 seconds container "app" of pod "leaky" is running
      And within 10 seconds container "app" of pod "leaky" has restarted once
      And {.status.containerStatuses[?(@.name=="app")].lastState.terminated.reason} of pod "leaky" is "OOMKilled"
      And {.status.containerStatuses[?(@.name=="app")].lastState.terminated.exitCode} of pod "leaky" is "137"
      And container "side" of pod "leaky" has restarted 0 times
      # What leaked is gone with it: the next run begins at 50Mi.
      And for the next 19 minutes 55 seconds container "app" of pod "leaky" is running
      And throughout node "node-1" reports MemoryPressure False

    Scenario: One that is too large from the start never gets anywhere
      Given containers of image "shop/leaky" use 300Mi of memory
      When I run "kubectl apply -f pod.yaml"
      Then within 1 minute pod "leaky" is CrashLoopBackOff
      And within 30 minutes container "app" of pod "leaky" has restarted at least 8 times
      And container "side" of pod "leaky" has restarted 0 times
      And event "BackOff" is recorded for pod "leaky"

    Scenario: A peak is enough
      Given containers of image "shop/leaky" use 100Mi of memory, use 260Mi of memory after 5 minutes for 1 second
      And I run "kubectl apply -f pod.yaml"
      And within 20 seconds pod "leaky" is Running
      Then for the next 4 minutes 50 seconds container "app" of pod "leaky" is running
      And within 15 seconds container "app" of pod "leaky" has restarted once

  Rule: From 1.28 on all processes of the container go; before, the one that uses the most

    Scenario Outline: A script calls a program that leaks, in <version>
      Given a cluster running Kubernetes <version> with 1 node
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: batch}
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: shop/batch
              command: [sh, -c, "/app/convert; echo convert ended with $?"]
              resources: {limits: {memory: 100Mi}}
        """
      And containers of image "shop/batch" use 50Mi of memory, 60Mi more each minute
      When I run "kubectl apply -f pod.yaml"
      Then within 2 minutes container "app" of pod "batch" is terminated with reason "OOMKilled"
      And container "app" of pod "batch" has exited with code <code>
      And pod "batch" has logged "convert ended with 137" <times>

      Examples:
        | version | code | times   |
        | 1.27    | 0    | once    |
        | 1.28    | 137  | 0 times |

    Scenario: A kubelet may be told to leave the others alone
      Given a cluster with 1 node
      And every kubelet is configured with:
        """
        singleProcessOOMKill: true
        """
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: batch}
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: shop/batch
              command: [sh, -c, "/app/convert; echo convert ended with $?; sleep 3600"]
              resources: {limits: {memory: 100Mi}}
        """
      And containers of image "shop/batch" use 200Mi of memory
      And I run "kubectl apply -f pod.yaml"
      Then within 20 seconds pod "batch" is Running
      And pod "batch" has logged "convert ended with 137"
      And for the next 10 minutes container "app" of pod "batch" is running

  Rule: The class of a pod follows from what its containers ask for

    Scenario Outline: <class>
      Given a cluster with 1 node
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: app}
        spec:
          containers: [{name: app, image: nginx, resources: <resources>}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then {.status.qosClass} of pod "app" is "<class>"

      Examples:
        | class      | resources                                                                 |
        | BestEffort | {}                                                                        |
        | Burstable  | {requests: {cpu: 100m}}                                                   |
        | Burstable  | {limits: {memory: 100Mi}}                                                 |
        | Guaranteed | {limits: {cpu: 1, memory: 1Gi}}                                           |
        | Guaranteed | {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 1000m, memory: 1Gi}}      |
        | Burstable  | {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 500m, memory: 1Gi}}       |
