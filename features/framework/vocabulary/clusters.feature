@F01 @F02
Feature: Sentences about clusters, the clock and machines

  Rule: A cluster is as many machines as the scenario asks for

    Scenario: Three nodes, unless the scenario says otherwise
      Given a cluster
      When 1 second passes
      Then node "node-3" is Ready
      And node "node-4" does not exist

    Scenario: As many as it says
      Given a cluster with 2 nodes
      And the timing profile "instant"
      And the network plugin "flannel"
      And a cloud that provides load balancers
      And kube-proxy is configured with:
        """
        mode: ipvs
        """
      And the random seed 7
      When I run "kubectl get nodes -o name"
      Then it prints:
        """
        node/node-1
        node/node-2
        """

    Scenario: A release
      Given a cluster running Kubernetes 1.28
      And NodeLocal DNSCache
      And a cloud that provides 2 load balancers
      And the network plugin "flannel" without hairpin mode
      Then {.status.nodeInfo.kubeletVersion} of node "node-1" contains "v1.28."

    Scenario: A network plugin that comes later
      Given a cluster with 1 node
      And the network plugin is not installed yet
      When the network plugin is installed
      Then within 20 seconds node "node-1" is ready

    Scenario: An API version that is off by default
      Given a cluster running Kubernetes 1.20
      And the API "batch/v2alpha1" is switched on
      When I run "kubectl get cronjobs.v2alpha1.batch -o name"
      Then it prints nothing

    Scenario: A release and a number
      Given a cluster running Kubernetes 1.20 with 3 nodes
      Then {.status.nodeInfo.kubeletVersion} of node "node-3" is "v1.20.2"

    Scenario: Each node by itself
      Given a cluster with nodes:
        | name  | cpu | memory | pods | labels   | taints             | zone |
        | big   | 16  | 64Gi   | 110  | disk=ssd | only=db:NoSchedule | a    |
        | small | 2   | 4Gi    | 20   |          |                    | b    |
      Then {.status.allocatable.cpu} of node "big" is "16"
      And {.metadata.labels.disk} of node "big" is "ssd"
      And {.spec.taints[0].effect} of node "big" is "NoSchedule"
      And {.status.capacity.pods} of node "small" is "20"
      And {.metadata.labels.topology\.kubernetes\.io/zone} of node "small" is "b"

    Scenario: Each node by itself, and a release
      Given a cluster running Kubernetes 1.20 with nodes:
        | name  |
        | alone |
      Then {.status.allocatable.cpu} of node "alone" is "4"
      And {.status.allocatable.memory} of node "alone" is "8Gi"

  Rule: Time passes when the scenario says so

    Scenario: For a while, or until the clock reads something
      Given the clock starts at "2026-11-21T03:27:09.572Z"
      And a cluster with 1 node
      When 90 seconds pass
      And 1 minute passes
      And 2 hours 30 minutes pass
      And 1m30s pass
      And 500 milliseconds pass
      When the clock reads "07:00:00"
      And the clock reads "2026-11-22T00:00:00Z"
      And I run "kubectl create configmap day --from-literal=a=b"
      Then {.metadata.creationTimestamp} of configmap "day" is "2026-11-22T00:00:00Z"

  Rule: Machines fall silent and come back

    Scenario: A node stops answering
      Given a cluster with 2 nodes
      When node "node-2" stops answering
      Then within 1 minute node "node-2" is NotReady
      When node "node-2" answers again
      Then within 30 seconds node "node-2" is Ready

  Rule: Somebody has to make the volumes of a class

    Scenario: A provisioner that is installed
      Given a cluster with 1 node
      And a provisioner "disks.csi.example.com"
      And the file "claim.yaml":
        """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: disks}
        provisioner: disks.csi.example.com
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: disk}
        spec: {storageClassName: disks, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """
      When I run "kubectl apply -f claim.yaml"
      Then within 20 seconds pvc "disk" is Bound
      When I run "kubectl get pv -o jsonpath='{.items[0].spec.csi.driver}'"
      Then it prints "disks.csi.example.com"

  Rule: Who places pods, and how, can be said beforehand

    Scenario: A profile that fills nodes, and a second scheduler
      Given a cluster with nodes:
        | name  | cpu |
        | large | 16  |
        | small | 4   |
      And the scheduler is configured with:
        """
        apiVersion: kubescheduler.config.k8s.io/v1
        kind: KubeSchedulerConfiguration
        profiles:
          - pluginConfig: [{name: NodeResourcesFit, args: {scoringStrategy: {type: MostAllocated}}}]
            plugins: {score: {disabled: [{name: NodeResourcesBalancedAllocation}]}}
        """
      And a second scheduler "my-scheduler"
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: filling}
        spec: {containers: [{name: web, image: nginx, resources: {requests: {cpu: "1"}}}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: spreading}
        spec:
          schedulerName: my-scheduler
          containers: [{name: web, image: nginx, resources: {requests: {cpu: "1"}}}]
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 10 seconds pod "filling" is on node "small"
      And within 10 seconds pod "spreading" is on node "large"
