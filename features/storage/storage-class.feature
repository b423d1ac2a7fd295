@V06 @A06
Feature: A StorageClass makes volumes as they are asked for

  A new cluster has one class, the default. https://kubernetes.io/docs/concepts/storage/storage-classes/

  Rule: A claim that names no class gets the default one

    Background:
      Given a cluster with 2 nodes

    Scenario: The class is there from the start
      When I run "kubectl get storageclass"
      Then it prints:
        """
        NAME                 PROVISIONER                RECLAIMPOLICY   VOLUMEBINDINGMODE   ALLOWVOLUMEEXPANSION   AGE
        standard (default)   k8s.io/minikube-hostpath   Delete          Immediate           false                  60s
        """

    Scenario: A volume of its own, and gone with the claim
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """
      When I run "kubectl apply -f claim.yaml"
      Then {.spec.storageClassName} of pvc "data" is "standard"
      And within 10 seconds pvc "data" is Bound
      And event "ProvisioningSucceeded" is recorded for pvc "data"
      When I run "kubectl get pv -o jsonpath='{.items[*].spec.claimRef.name} {.items[*].spec.persistentVolumeReclaimPolicy}'"
      Then it prints "data Delete"
      When I run "kubectl delete pvc data"
      And 10 seconds pass
      And I run "kubectl get pv"
      Then it prints "No resources found"

    Scenario: An empty class means none, and waits for a volume made by hand
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {storageClassName: "", accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """
      When I run "kubectl apply -f claim.yaml"
      Then for the next 10 minutes pvc "data" is Pending
      And event "FailedBinding" is recorded for pvc "data" with message "no persistent volumes available for this claim and no storage class is set"

  Rule: WaitForFirstConsumer waits for the pod

    Scenario: Bound when the pod has a node
      Given a cluster with 2 nodes
      And the file "late.yaml":
        """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: late}
        provisioner: k8s.io/minikube-hostpath
        volumeBindingMode: WaitForFirstConsumer
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {storageClassName: late, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: writer}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo kept > /data/it; sleep 3600"]
              volumeMounts: [{name: data, mountPath: /data}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
        """
      And I run "kubectl apply -f late.yaml"
      Then for the next 5 minutes pvc "data" is Pending
      And event "WaitForFirstConsumer" is recorded for pvc "data" with message "waiting for first consumer to be created before binding"
      When I run "kubectl apply -f pod.yaml"
      Then within 15 seconds pod "writer" is Ready
      And pvc "data" is Bound
