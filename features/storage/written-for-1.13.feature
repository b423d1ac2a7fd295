Feature: Volumes, claims and classes as they were written for Kubernetes 1.13

  Rule: The pod names a claim, the claim finds a volume

    Background:
      Given a cluster running Kubernetes 1.13 with 3 nodes

    @V03
    Scenario: Pod and claim are there first and wait for the administrator
      There is no default class here, so that nobody makes a volume.

      When I run "kubectl delete storageclass standard"
      And the manifests in "manifests/block/claim.yaml"
      And the manifests in "manifests/block/pod.yaml"
      Then for the next 10 minutes pvc "block-claim" is Pending
      And pod "block-pod" is Pending
      And event "FailedScheduling" is recorded for pod "block-pod" with message "pod has unbound immediate PersistentVolumeClaims"
      Given the manifests in "manifests/block/volume.yaml"
      Then within 20 seconds pvc "block-claim" is Bound
      And within 1 minute pod "block-pod" is Ready
      When I run "kubectl get pvc block-claim"
      Then it prints:
        """
        NAME          STATUS   VOLUME         CAPACITY   ACCESS MODES   STORAGECLASS   AGE
        block-claim   Bound    block-volume   10Gi       RWO                           <any>
        """
      When I run "kubectl exec block-pod -- touch /usr/share/nginx/html/index.html"
      Then the command fails with "Read-only file system"

    @V03
    Scenario: A class of the same name brings volume and claim together, and the data outlives the pod
      Given the manifests in "manifests/shared"
      And within 1 minute pod "storefront" is Ready
      When I run "kubectl get pv,pvc"
      Then it prints "persistentvolume/shared-pages   1Gi        RWX            Retain           Bound    default/shared-pages   by-hand"
      And it prints "persistentvolumeclaim/shared-pages   Bound    shared-pages   1Gi        RWX            by-hand"
      When I run "kubectl exec storefront -- sh -c 'echo open > /usr/share/nginx/html/index.html'"
      And I run "kubectl delete pod storefront"
      And the manifests in "manifests/shared"
      Then within 1 minute pod "storefront" is Ready
      And file "/usr/share/nginx/html/index.html" of pod "storefront" contains "open"
      When I run "kubectl delete pod,pvc --all"
      Then within 30 seconds volume "shared-pages" is Released

    @A05
    Scenario: A pod that uses a claim needs a name like any other
      Given the file "nameless.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {labels: {role: storefront}}
        spec:
          containers:
            - name: web
              image: nginx
              volumeMounts: [{name: pages, mountPath: /usr/share/nginx/html}]
          volumes: [{name: pages, persistentVolumeClaim: {claimName: shared-pages}}]
        """
      When I run "kubectl create -f nameless.yaml"
      Then the command fails with "metadata.name: Required value: name or generateName is required"

  Rule: A class names who makes the volumes

    @V06
    Scenario Outline: Without <provisioner> the claim waits
      Given a cluster running Kubernetes 1.13 with 1 node
      And the manifests in "manifests/provisioned"
      And the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: wanted}
        spec: {accessModes: [ReadWriteOnce], storageClassName: <class>, resources: {requests: {storage: 30Gi}}}
        """
      When I run "kubectl create -f claim.yaml"
      Then for the next 1 hour pvc "wanted" is Pending
      And {.provisioner} of storageclass "<class>" is "<provisioner>"
      And {.parameters.<parameter>} of storageclass "<class>" is "<value>"

      Examples:
        | class       | provisioner               | parameter | value           |
        | fast-disks  | kubernetes.io/gce-pd      | type      | pd-ssd          |
        | pool-blocks | storage.example.com/block | pool      | copies-of-three |

    @V06
    Scenario: The claim says whom it waits for, and takes a volume made by hand as well
      Given a cluster running Kubernetes 1.13 with 1 node
      And the manifests in "manifests/provisioned/pool.yaml"
      When 1 minute passes
      Then event "ExternalProvisioning" is recorded for pvc "orders" with message "or manually created by system administrator"
      Given the file "by-hand.yaml":
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: made-by-hand}
        spec:
          storageClassName: pool-blocks
          capacity: {storage: 30Gi}
          accessModes: [ReadWriteOnce]
          nfs: {server: 10.16.8.9, path: /orders}
        """
      When I run "kubectl create -f by-hand.yaml"
      Then within 20 seconds pvc "orders" is Bound

    @V06
    Scenario: With its provisioner the class makes a volume of the size asked for, and unmakes it
      Given a cluster running Kubernetes 1.13 with 2 nodes
      And a provisioner "storage.example.com/block"
      And the manifests in "manifests/provisioned/pool.yaml"
      Then within 20 seconds pvc "orders" is Bound
      When I run "kubectl get pvc orders"
      Then it prints "30Gi       RWO            pool-blocks"
      When I run "kubectl get pv -o jsonpath='{.items[0].spec.flexVolume.options.pool} {.items[0].spec.persistentVolumeReclaimPolicy}'"
      Then it prints "copies-of-three Delete"
      Given the file "writer.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: writer}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo $(hostname) >> /orders/visitors; sleep 86400"]
              volumeMounts: [{name: orders, mountPath: /orders}]
          terminationGracePeriodSeconds: 1
          volumes: [{name: orders, persistentVolumeClaim: {claimName: orders}}]
        """
      When I run "kubectl create -f writer.yaml"
      And within 20 seconds pod "writer" is Ready
      And I run "kubectl get pod writer -o jsonpath='{.spec.nodeName}' | xargs kubectl cordon"
      And I run "kubectl delete pod writer"
      And I run "kubectl create -f writer.yaml"
      Then within 20 seconds pod "writer" is Ready
      When I run "kubectl exec writer -- cat /orders/visitors"
      Then it prints:
        """
        writer
        writer
        """
      When I run "kubectl delete pod writer"
      And I run "kubectl delete pvc orders"
      And 30 seconds pass
      And I run "kubectl get pv"
      Then it prints "No resources found"

  Rule: A local disk decides where its pod runs

    @V07
    Scenario: The claim waits for the pod, the pod goes where the disk is
      Given a cluster running Kubernetes 1.13 with 3 nodes
      And the manifests in "manifests/local/class-and-volume.yaml"
      And the manifests in "manifests/local/claim.yaml"
      Then for the next 10 minutes pvc "local-claim" is Pending
      And volume "local-disk-1" is Available
      And event "WaitForFirstConsumer" is recorded for pvc "local-claim"
      Given the manifests in "manifests/local/pod.yaml"
      Then within 20 seconds pod "local-pages" is Ready
      And pod "local-pages" is on node "node-2"
      And pvc "local-claim" is Bound
      When I run "kubectl get pv local-disk-1"
      Then it prints "5Gi        RWO            Delete           Bound    default/local-claim   local-disks"

    @V07
    Scenario: Where that node takes no more pods, the pod goes nowhere
      Given a cluster running Kubernetes 1.13 with 3 nodes
      And the manifests in "manifests/local/class-and-volume.yaml"
      When I run "kubectl cordon node-2"
      And the manifests in "manifests/local/claim.yaml"
      And the manifests in "manifests/local/pod.yaml"
      Then for the next 10 minutes pod "local-pages" is Pending
      And pvc "local-claim" is Pending
      And event "FailedScheduling" is recorded for pod "local-pages" with message "2 node(s) didn't find available persistent volumes to bind"

    @V07
    Scenario: Nobody deletes a local disk but its administrator
      Given a cluster running Kubernetes 1.13 with 3 nodes
      And the manifests in "manifests/local"
      And within 20 seconds pod "local-pages" is Ready
      When I run "kubectl delete pod local-pages"
      And I run "kubectl delete pvc local-claim"
      Then within 30 seconds volume "local-disk-1" is Failed
      And event "VolumeFailedDelete" is recorded for volume "local-disk-1" with message "no deletable volume plugin matched"
      When I run "kubectl delete pv local-disk-1"
      Then volume "local-disk-1" is gone
