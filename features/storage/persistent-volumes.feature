@V03
Feature: A claim is bound to one volume that suits it

  https://kubernetes.io/docs/concepts/storage/persistent-volumes/

  Background:
    Given a cluster with 1 node
    And the file "volumes.yaml":
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: small, labels: {tier: gold}}
      spec: {storageClassName: manual, capacity: {storage: 1Gi}, accessModes: [ReadWriteMany], nfs: {server: 10.244.1.4, path: /small}}
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: large, labels: {tier: silver}}
      spec: {storageClassName: manual, capacity: {storage: 10Gi}, accessModes: [ReadWriteMany, ReadWriteOnce], nfs: {server: 10.244.1.4, path: /large}}
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: other-class}
      spec: {storageClassName: slow, capacity: {storage: 5Gi}, accessModes: [ReadWriteMany], nfs: {server: 10.244.1.4, path: /other}}
      """
    And I run "kubectl apply -f volumes.yaml"

  Rule: Size, access mode, class and selector must fit; the smallest that fits is taken

    Scenario Outline: <why>
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: claim}
        spec:
          storageClassName: <class>
          accessModes: [<mode>]
          resources: {requests: {storage: <size>}}
          selector: <selector>
        """
      When I run "kubectl apply -f claim.yaml"
      Then within 5 seconds claim "claim" is Bound
      And {.spec.volumeName} of claim "claim" is "<volume>"
      And volume "<volume>" is Bound

      Examples:
        | why                                  | class  | mode          | size | selector                      | volume      |
        | one gibibyte fits exactly            | manual | ReadWriteMany | 1Gi  | {}                            | small       |
        | two need the larger one              | manual | ReadWriteMany | 2Gi  | {}                            | large       |
        | only the larger one is ReadWriteOnce | manual | ReadWriteOnce | 1Gi  | {}                            | large       |
        | the class decides first              | slow   | ReadWriteMany | 1Gi  | {}                            | other-class |
        | the selector asks for silver         | manual | ReadWriteMany | 1Gi  | {matchLabels: {tier: silver}} | large       |

    Scenario Outline: No volume fits when <why>
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: claim}
        spec:
          storageClassName: <class>
          accessModes: [<mode>]
          resources: {requests: {storage: <size>}}
        """
      When I run "kubectl apply -f claim.yaml"
      Then for the next 1 hour claim "claim" is Pending
      And volume "small" is Available
      And volume "large" is Available

      Examples:
        | why                   | class  | mode             | size |
        | all are too small     | manual | ReadWriteMany    | 20Gi |
        | none has the mode     | manual | ReadWriteOncePod | 1Gi  |
        | none has the class    | fast   | ReadWriteMany    | 1Gi  |

    Scenario: A volume that comes later ends the wait
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: claim}
        spec: {storageClassName: fast, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
        """
      And the file "late.yaml":
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: late}
        spec: {storageClassName: fast, capacity: {storage: 1Gi}, accessModes: [ReadWriteMany], nfs: {server: 10.244.1.4, path: /late}}
        """
      And I run "kubectl apply -f claim.yaml"
      And for the next 10 minutes claim "claim" is Pending
      When I run "kubectl apply -f late.yaml"
      Then within 20 seconds claim "claim" is Bound

  Rule: One volume serves one claim, and a deleted claim leaves it Released

    Scenario: The second claim waits, the freed volume is not given to it
      Given the file "claims.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: first}
        spec: {storageClassName: slow, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
        """
      And the file "second.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: second}
        spec: {storageClassName: slow, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
        """
      And I run "kubectl apply -f claims.yaml"
      And within 5 seconds claim "first" is Bound
      When I run "kubectl apply -f second.yaml"
      And 1 minute passes
      And I run "kubectl delete pvc first"
      Then within 20 seconds volume "other-class" is Released
      And for the next 10 minutes claim "second" is Pending

  Rule: A volume that cannot be reclaimed as it should is Failed

    Scenario: Nobody can delete what an NFS server holds
      Given the file "deleted.yaml":
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: shared}
        spec:
          storageClassName: shared
          persistentVolumeReclaimPolicy: Delete
          capacity: {storage: 1Gi}
          accessModes: [ReadWriteMany]
          nfs: {server: 10.244.1.4, path: /shared}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: claim}
        spec: {storageClassName: shared, accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
        """
      And I run "kubectl apply -f deleted.yaml"
      And within 20 seconds claim "claim" is Bound
      When I run "kubectl delete pvc claim"
      Then within 20 seconds volume "shared" is Failed
      And event "VolumeFailedDelete" is recorded for volume "shared"

  Rule: A claim asks for something

    Scenario: Without a size it is refused
      Given the file "claim.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: wrong}
        spec: {accessModes: [ReadWriteMany]}
        """
      When I run "kubectl apply -f claim.yaml"
      Then the command fails with "spec.resources[storage]: Required value"
