@W01
Feature: A ReplicationController keeps a number of pods, and kubectl rolls them over to another one

  The forerunner of ReplicaSets and Deployments. `kubectl rolling-update`, which kubectl had until 1.17, drives an
  update from the outside: up by one, a pause, down by what is available.
  https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/

  Background:
    Given a cluster running Kubernetes 1.17 with 3 nodes
    And the file "rc-v1.yaml":
      """
      apiVersion: v1
      kind: ReplicationController
      metadata: {name: rc-v1}
      spec:
        replicas: 3
        selector: {app: shop, version: v1}
        template:
          metadata: {labels: {app: shop, version: v1}}
          spec:
            containers:
              - name: shop
                image: "shop:1"
                ports: [{containerPort: 80}]
                readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}
      """
    And the file "rc-v2.yaml":
      """
      apiVersion: v1
      kind: ReplicationController
      metadata: {name: rc-v2}
      spec:
        replicas: 3
        selector: {app: shop, version: v2}
        template:
          metadata: {labels: {app: shop, version: v2}}
          spec:
            containers: [{name: shop, image: "shop:2"}]
      """
    And I run "kubectl apply -f rc-v1.yaml"
    And within 15 seconds replicationcontroller "rc-v1" has 3 ready replicas

  Rule: As many pods as asked for, whatever happens to them

    Scenario: A deleted pod is replaced at once
      When I run "kubectl delete pods -l version=v1 --wait=false"
      Then within 15 seconds replicationcontroller "rc-v1" has 3 ready replicas
      And within 40 seconds there are exactly 3 pods with label "version=v1"

    Scenario: Scaled up and down
      When I run "kubectl scale rc rc-v1 --replicas=5"
      Then within 15 seconds replicationcontroller "rc-v1" has 5 ready replicas
      When I run "kubectl scale rc rc-v1 --replicas=1"
      Then within 40 seconds there are exactly 1 pods with label "version=v1"

    Scenario: A pod of a failed node is replaced on another one
      Given I run "kubectl scale rc rc-v1 --replicas=6"
      And within 15 seconds replicationcontroller "rc-v1" has 6 ready replicas
      When node "node-1" stops answering
      And 7 minutes pass
      And I run "kubectl get rc rc-v1"
      Then it prints "6         6         6"

    Scenario: A pod that loses its label is replaced and lives on
      When I run "kubectl label pods --all version=out --overwrite"
      Then within 15 seconds replicationcontroller "rc-v1" has 3 ready replicas
      And there are exactly 3 pods with label "version=out"

    Scenario: The selector comes from the template when there is none
      Given the file "bare.yaml":
        """
        apiVersion: v1
        kind: ReplicationController
        metadata: {name: bare}
        spec:
          template:
            metadata: {labels: {app: bare}}
            spec:
              containers: [{name: bare, image: bare}]
        """
      When I run "kubectl apply -f bare.yaml"
      Then within 15 seconds replicationcontroller "bare" has 1 ready replica
      And {.spec.selector.app} of replicationcontroller "bare" is "bare"

    Scenario: Deleted without its pods, they stay and are taken over
      When I run "kubectl delete rc rc-v1 --cascade=false"
      And 10 seconds pass
      Then there are exactly 3 pods with label "version=v1"
      When I run "kubectl apply -f rc-v1.yaml"
      Then within 5 seconds replicationcontroller "rc-v1" has 3 ready replicas
      And there are exactly 3 pods with label "version=v1"

  Rule: rolling-update takes one pod at a time from the old controller to the new one

    Scenario: From rc-v1 to rc-v2, three pods always there
      When I run "kubectl rolling-update rc-v1 -f rc-v2.yaml --update-period=10s"
      Then the command succeeds
      And it prints:
        """
        Created rc-v2
        Scaling up rc-v2 from 0 to 3, scaling down rc-v1 from 3 to 0 (keep 3 pods available, don't exceed 4 pods)
        Scaling rc-v2 up to 1
        Scaling rc-v1 down to 2
        Scaling rc-v2 up to 2
        Scaling rc-v1 down to 1
        Scaling rc-v2 up to 3
        Scaling rc-v1 down to 0
        Update succeeded. Deleting old controller: rc-v1
        Renaming rc-v2 to rc-v1
        replicationcontroller/rc-v1 rolling updated
        """
      And never are fewer than 3 pods with label "app=shop" ready
      And within 1 minute there are exactly 3 pods with label "app=shop"
      And {.spec.template.spec.containers[0].image} of replicationcontroller "rc-v1" is "shop:2"
      And replicationcontroller "rc-v2" does not exist

    Scenario: With a second name the new controller keeps its own, and the default pause is a minute
      When I run "kubectl rolling-update rc-v1 rc-v2 --image=shop:2"
      Then it prints "Created rc-v2"
      And it prints 'Update succeeded. Deleting rc-v1'
      And it prints 'replicationcontroller/rc-v2 rolling updated to "rc-v2"'
      And {.spec.template.spec.containers[0].image} of replicationcontroller "rc-v2" is "shop:2"
      And within 1 minute replicationcontroller "rc-v1" is gone
      And replicationcontroller "rc-v2" has 3 ready replicas

    Scenario: A new image under the old name
      When I run "kubectl rolling-update rc-v1 --image=shop:2 --update-period=1s"
      Then it prints "Update succeeded. Deleting old controller: rc-v1"
      And it prints "replicationcontroller/rc-v1 rolling updated"
      And {.spec.template.spec.containers[0].image} of replicationcontroller "rc-v1" is "shop:2"
      And within 1 minute there are exactly 3 pods with label "app=shop"
      And never are fewer than 3 pods with label "app=shop" ready

  Rule: A new controller whose pods do not get ready stops the update; --rollback turns it around

    Scenario: Stuck, and back again
      Given containers of image "shop:2" never get ready
      When I run "kubectl rolling-update rc-v1 rc-v2 --image=shop:2 --update-period=5s --timeout=30s"
      Then the command fails with "error: timed out waiting for any update progress to be made"
      And replicationcontroller "rc-v1" has 3 ready replicas
      And there is 1 pod of replicationcontroller "rc-v2"
      When I run "kubectl rolling-update rc-v1 rc-v2 --rollback --update-period=5s"
      Then the command succeeds
      And it prints:
        """
        Setting "rc-v1" replicas to 3
        Continuing update with existing controller rc-v1.
        Scaling up rc-v1 from 3 to 3, scaling down rc-v2 from 1 to 0 (keep 3 pods available, don't exceed 4 pods)
        Scaling rc-v2 down to 0
        Update succeeded. Deleting rc-v2
        replicationcontroller/rc-v2 rolling updated to "rc-v2"
        """
      And within 1 minute replicationcontroller "rc-v2" is gone
      And replicationcontroller "rc-v1" has 3 ready replicas

    Scenario: Cut off and taken up again with the image that was asked for
      Given containers of image "shop:2" start in 1 minute
      When I run "kubectl rolling-update rc-v1 rc-v2 --image=shop:2 --update-period=1s --timeout=10s"
      Then the command fails with "timed out waiting for any update progress to be made"
      When I run "kubectl rolling-update rc-v1 rc-v2 --image=shop:3"
      Then the command fails with "Either continue in-progress update with --image=shop:2 or rollback with --rollback"
      When I run "kubectl rolling-update rc-v1 rc-v2 --image=shop:2 --update-period=1s --timeout=2m"
      Then it prints "Found existing update in progress (rc-v2), resuming."
      And it prints "Continuing update with existing controller rc-v2."
      And it prints "Update succeeded. Deleting rc-v1"

  Rule: The two controllers have to differ, in name and in a label

    Scenario Outline: Refused: <why>
      Given the file "next.yaml":
        """
        apiVersion: v1
        kind: ReplicationController
        metadata: {name: <name>}
        spec:
          replicas: 3
          selector: {app: shop, <label>}
          template:
            metadata: {labels: {app: shop, <label>}}
            spec:
              containers: [{name: shop, image: "shop:2"}]
        """
      When I run "kubectl rolling-update rc-v1 -f next.yaml"
      Then the command fails with "<error>"

      Examples:
        | why           | name  | label       | error                                                                                  |
        | same name     | rc-v1 | version: v2 | next.yaml cannot have the same name as the existing ReplicationController rc-v1        |
        | same selector | rc-v2 | version: v1 | next.yaml must specify a matching key with non-equal value in Selector for rc-v1       |
        | other label   | rc-v2 | track: next | next.yaml must specify a matching key with non-equal value in Selector for rc-v1       |

    Scenario Outline: The command line says what is new: <line>
      When I run "kubectl rolling-update <line>"
      Then the command fails with "<error>"

      Examples:
        | line                            | error                                               |
        | rc-v1                           | Must specify --filename or --image for new controller |
        | rc-v1 --image=a -f rc-v2.yaml   | --filename and --image can not both be specified    |
        | rc-v1 --image=a --rollback      | Don't specify --filename or --image on rollback     |
        | rc-v0 rc-v2 --image=a           | replicationcontrollers \"rc-v0\" not found          |
        | rc-v1 --image=shop:1            | --image-pull-policy (Always\|Never\|IfNotPresent) must be provided when --image is the same as existing container image |
        | rc-v1 rc-v2 --rollback          | Could not find rc-v2 to rollback.                   |
