@P17 @F07
Feature: A node's disk fills: who has to go, and what the node says

  https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/

  Rule: While the disk is full no pod comes, and for five minutes after

    Scenario: Condition, taint, and the way back
      Given a cluster with 1 node
      And I run "kubectl run web --image=nginx"
      And within 10 seconds pod "web" is Running
      # Images and everything else share one disk, and images want 15% of it free.
      When the disk of node "node-1" fills up to 84%
      Then for the next 5 minutes node "node-1" reports DiskPressure False
      When the disk of node "node-1" fills up to 86%
      Then within 20 seconds node "node-1" reports DiskPressure True with reason "KubeletHasDiskPressure"
      And event "NodeHasDiskPressure" is recorded for node "node-1"
      And event "EvictionThresholdMet" is recorded for node "node-1" with message containing "Attempting to reclaim ephemeral-storage"
      And within 1 second {.spec.taints[0].key} of node "node-1" is "node.kubernetes.io/disk-pressure"
      And within 20 seconds pod "web" has failed
      When I run "kubectl run late --image=nginx"
      And the disk of node "node-1" is freed
      Then for the next 4 minutes 40 seconds pod "late" is Pending
      And within 30 seconds node "node-1" reports DiskPressure False with reason "KubeletHasNoDiskPressure"
      And event "NodeHasNoDiskPressure" is recorded for node "node-1"
      And within 2 minutes pod "late" is Running

    Scenario: A shorter transition period
      Given a cluster with 1 node
      And every kubelet is configured with:
        """
        evictionHard: {nodefs.available: 20%}
        evictionPressureTransitionPeriod: 30s
        """
      When the disk of node "node-1" fills up to 81%
      Then within 20 seconds node "node-1" reports DiskPressure True
      When the disk of node "node-1" is freed
      Then for the next 20 seconds node "node-1" reports DiskPressure True
      And within 30 seconds node "node-1" reports DiskPressure False

    Scenario Outline: Images cannot be collected, in <version>
      Given a cluster running Kubernetes <version> with 1 node
      And every kubelet is configured with:
        """
        evictionHard: {nodefs.available: 5%}
        """
      When the disk of node "node-1" fills up to 90%
      Then within 5 minutes event "FreeDiskSpaceFailed" is recorded for node "node-1" with message containing "<message>"
      And event "ImageGCFailed" is recorded exactly 0 times for node "node-1"
      And within 5 minutes event "ImageGCFailed" is recorded for node "node-1"
      And throughout node "node-1" reports DiskPressure False

      Examples:
        | version | message                                                                                                                                       |
        | 1.20    | failed to garbage collect required amount of images. Wanted to free 10737418240 bytes, but freed 0 bytes                                     |
        | 1.36    | Failed to garbage collect required amount of images. Attempted to free 10737418240 bytes, but only found 0 bytes eligible to free.           |

    Scenario: Nobody is let in by tolerating it, but those the node cannot do without
      Given a cluster with 1 node
      And the disk of node "node-1" fills up to 90%
      And 20 seconds pass
      And the disk of node "node-1" is freed
      And the file "late.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: tolerant}
        spec:
          nodeName: node-1
          tolerations: [{operator: Exists}]
          containers: [{name: app, image: nginx, resources: {requests: {cpu: 100m}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: vital, namespace: kube-system}
        spec:
          nodeName: node-1
          priorityClassName: system-node-critical
          containers: [{name: app, image: nginx}]
        """
      When I run "kubectl apply -f late.yaml"
      Then within 2 seconds pod "tolerant" has failed
      And {.status.message} of pod "tolerant" is "Pod was rejected: The node had condition: [DiskPressure]. "
      And within 10 seconds pod "vital" in namespace "kube-system" is Running

  Rule: Those that write more than they asked for go first

    Background:
      Given a cluster with 1 node
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: archive}
        spec:
          containers: [{name: app, image: shop/archive, resources: {requests: {ephemeral-storage: 60Gi}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: scribe}
        spec:
          containers: [{name: app, image: shop/scribe, volumeMounts: [{name: cache, mountPath: /cache}]}]
          volumes: [{name: cache, emptyDir: {}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: quiet}
        spec:
          containers: [{name: app, image: nginx}]
        """
      And containers of image "shop/archive" write 50Gi
      And containers of image "shop/scribe" write 1Gi per minute to /cache
      And I run "kubectl apply -f pods.yaml"
      And within 20 seconds pod "scribe" is Running
      And within 20 seconds pod "quiet" is Running

    Scenario: The one that fills the disk goes, and what it wrote goes with it
      Then for the next 34 minutes pod "scribe" is Running
      And within 2 minutes pod "scribe" has failed
      And {.status.message} of pod "scribe" contains "The node was low on resource: ephemeral-storage. Threshold quantity: 16106128000, available: "
      And event "Evicted" is recorded for pod "scribe"
      And for the next 20 minutes pod "archive" is Running
      And event "Evicted" is recorded exactly 0 times for pod "quiet"
      And node "node-1" reports DiskPressure False

    Scenario: A file that a script makes counts like any other
      When I run "kubectl exec quiet -- fallocate -l 40G /tmp/big"
      Then within 20 seconds pod "quiet" has failed
      And event "Evicted" is recorded for pod "quiet" with message containing "Container app was using 40Gi, request is 0, has larger consumption of ephemeral-storage."

    Scenario: Dead containers are removed before anybody is evicted
      Given the file "job.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: once}
        spec:
          restartPolicy: Never
          containers: [{name: app, image: shop/once}]
        """
      And containers of image "shop/once" write 30Gi, complete after 1 minute
      When I run "kubectl apply -f job.yaml"
      Then within 2 minutes pod "once" has completed
      When 5 minutes pass
      Then event "EvictionThresholdMet" is recorded for node "node-1"
      And for the next 10 minutes event "Evicted" is recorded exactly 0 times for pod "scribe"
      And throughout event "Evicted" is recorded exactly 0 times for pod "archive"
