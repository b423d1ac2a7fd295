@S04 @V07
Feature: A pod goes where its volume is

  https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity

  Background:
    Given a cluster with nodes:
      | name | zone |
      | a-1  | a    |
      | b-1  | b    |
    And the file "disk.yaml":
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: disk, labels: {topology.kubernetes.io/zone: a}}
      spec:
        capacity: {storage: 1Gi}
        accessModes: [ReadWriteOnce]
        storageClassName: ""
        csi: {driver: disks.csi.example.com, volumeHandle: disk}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data}
      spec: {storageClassName: "", volumeName: disk, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      """
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: db}
      spec:
        containers: [{name: db, image: nginx}]
        volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
      """
    And I run "kubectl apply -f disk.yaml"
    And within 30 seconds pvc "data" is Bound

  Rule: The zone of a volume leaves the nodes of that zone

    Scenario: The disk is in zone a
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "db" is on node "a-1"

    Scenario: The only node of zone a is cordoned, and nobody else can help
      When I run "kubectl cordon a-1"
      And I run "kubectl apply -f pod.yaml"
      Then within 5 seconds event "FailedScheduling" is recorded for pod "db" with message "0/2 nodes are available: 1 node(s) had no available volume zone, 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling."
      And for the next 1 hour pod "db" is Pending
      When I run "kubectl uncordon a-1"
      Then within 10 seconds pod "db" is on node "a-1"
