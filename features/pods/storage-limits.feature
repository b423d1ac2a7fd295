@P17 @V01
Feature: Limits of what a pod may write to its node's disk

  https://kubernetes.io/docs/concepts/storage/ephemeral-storage/

  Whoever passes its own limit is evicted, however much room the node has. Containers are measured at every round of the kubelet,
  volumes every one to two minutes.

  Background:
    Given a cluster with 1 node

  Rule: An emptyDir may not hold more than its sizeLimit

    Scenario: It passes the limit after ten minutes, and is found out within two more
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: cache}
        spec:
          containers: [{name: app, image: shop/cache, volumeMounts: [{name: data, mountPath: /data}]}]
          volumes: [{name: data, emptyDir: {sizeLimit: 1000Mi}}]
        """
      And containers of image "shop/cache" write 100Mi per minute to /data/files
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "cache" is Running
      Then for the next 10 minutes pod "cache" is Running
      And within 2 minutes 15 seconds pod "cache" has failed
      And {.status.reason} of pod "cache" is "Evicted"
      And throughout node "node-1" reports DiskPressure False
      When I run "kubectl get pod cache -o jsonpath={.status.message}"
      Then it prints:
        """
        Usage of EmptyDir volume "data" exceeds the limit "1000Mi".
        """

    Scenario: What a script writes counts too, and what it removes in time does not
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: stays}
        spec:
          containers:
            - name: app
              image: busybox
              command: [sh, -c, "sleep 30; dd if=/dev/zero of=/data/big bs=1M count=20; sleep 3600"]
              volumeMounts: [{name: data, mountPath: /data}]
          volumes: [{name: data, emptyDir: {sizeLimit: 10Mi}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: goes}
        spec:
          containers:
            - name: app
              image: busybox
              command: [sh, -c, "sleep 62; dd if=/dev/zero of=/data/big bs=1M count=20; sleep 30; rm /data/big; sleep 3600"]
              volumeMounts: [{name: data, mountPath: /data}]
          volumes: [{name: data, emptyDir: {sizeLimit: 10Mi}}]
        """
      And I run "kubectl apply -f pods.yaml"
      Then within 3 minutes pod "stays" has failed
      And for the next 10 minutes pod "goes" is Running

  Rule: A container may not write more than its limit of ephemeral storage

    Scenario: Its layer and its logs count, at the next round
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: talker}
        spec:
          containers:
            - {name: app, image: shop/talker, resources: {limits: {ephemeral-storage: 100Mi}}}
            - {name: side, image: nginx, resources: {limits: {ephemeral-storage: 1Gi}}}
        """
      And containers of image "shop/talker" write 12Mi per minute, log 3Mi per minute
      And I run "kubectl apply -f pod.yaml"
      And within 20 seconds pod "talker" is Running
      Then for the next 6 minutes 30 seconds pod "talker" is Running
      And within 30 seconds pod "talker" has failed
      And event "Evicted" is recorded for pod "talker"
      When I run "kubectl get pod talker -o jsonpath={.status.message}"
      Then it prints:
        """
        Container app exceeded its local ephemeral storage limit "100Mi".
        """

    Scenario: All containers and volumes together may not pass the sum
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hoard}
        spec:
          containers: [{name: app, image: shop/hoard, resources: {limits: {ephemeral-storage: 1Gi}}, volumeMounts: [{name: data, mountPath: /data}]}]
          volumes: [{name: data, emptyDir: {}}]
        """
      And containers of image "shop/hoard" write 900Mi to /data, write 200Mi
      When I run "kubectl apply -f pod.yaml"
      Then within 3 minutes pod "hoard" has failed
      And {.status.message} of pod "hoard" contains "Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. "

    Scenario: Below the limit nothing happens
      When I run "kubectl run calm --image=nginx"
      And the disk of node "node-1" fills up to 50%
      Then within 10 seconds pod "calm" is Running
      And for the next 2 hours pod "calm" is Running

  Rule: An emptyDir in memory is memory

    Scenario: What is written there counts against the container's limit
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: sheet}
        spec:
          containers: [{name: app, image: shop/sheet, resources: {limits: {memory: 200Mi}}, volumeMounts: [{name: data, mountPath: /data}]}]
          volumes: [{name: data, emptyDir: {medium: Memory}}]
        """
      And containers of image "shop/sheet" use 50Mi of memory, write 10Mi per minute to /data
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "sheet" is Running
      Then for the next 14 minutes 50 seconds container "app" of pod "sheet" is running
      And within 15 seconds container "app" of pod "sheet" has restarted once
      And {.status.containerStatuses[0].lastState.terminated.reason} of pod "sheet" is "OOMKilled"

    Scenario: Without one it counts against the node
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: sheet}
        spec:
          containers: [{name: app, image: shop/sheet, volumeMounts: [{name: data, mountPath: /data}]}]
          volumes: [{name: data, emptyDir: {medium: Memory}}]
        """
      And containers of image "shop/sheet" write 500Mi per minute to /data
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "sheet" is Running
      Then for the next 16 minutes pod "sheet" is Running
      And within 30 seconds pod "sheet" has failed
      And {.status.message} of pod "sheet" contains "The node was low on resource: memory."
