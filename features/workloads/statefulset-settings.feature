@W09
Feature: How a StatefulSet rolls, counts and cleans up can be set, as far as the release knows the setting

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/

  Rule: minReadySeconds, known since 1.23, makes each pod prove itself before the next one comes

    Scenario Outline: In <release> three pods of twenty seconds each need <least> at least and <most> at most
      Given a cluster running Kubernetes <release> with 3 nodes
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          replicas: 3
          minReadySeconds: 20
          serviceName: web
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "web:1"}]
        """
      When I run "kubectl apply -f web.yaml --validate=false"
      Then for the next <least> pod "web-2" does not exist
      And within <rest> pod "web-2" exists
      And within 10 seconds statefulset "web" has 3 ready replicas

      Examples:
        | release | least      | most       | rest       |
        | 1.22    | 2 seconds  | 22 seconds | 20 seconds |
        | 1.23    | 60 seconds | 90 seconds | 30 seconds |
        | 1.36    | 40 seconds | 60 seconds | 20 seconds |

  Rule: maxUnavailable, on by default in 1.35 and off again in 1.36, rolls several pods at a time

    Scenario Outline: In <release> with maxUnavailable 2, at least <least> of five stay ready
      Given a cluster running Kubernetes <release> with 3 nodes
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          replicas: 5
          podManagementPolicy: Parallel
          serviceName: web
          updateStrategy: {rollingUpdate: {maxUnavailable: 2}}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "web:1"}]
        """
      And I run "kubectl apply -f web.yaml --validate=false"
      And within 30 seconds statefulset "web" has 5 ready replicas
      When I run "kubectl set image statefulset/web web=web:2"
      Then within 5 minutes the rollout of statefulset "web" is complete
      And never are fewer than <least> pods with label "app=web" ready
      And 'never are fewer than <more> pods with label "app=web" ready' fails

      Examples:
        | release | least | more |
        | 1.34    | 4     | 5    |
        | 1.35    | 3     | 4    |
        | 1.36    | 4     | 5    |

  Rule: Ordinals may begin elsewhere than at 0

    Scenario: Three pods from 5 to 7, and down from the highest
      Given a cluster with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          replicas: 3
          ordinals: {start: 5}
          serviceName: web
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "web:1"}]
        """
      When I run "kubectl apply -f web.yaml"
      Then within 30 seconds statefulset "web" has 3 ready replicas
      When I run "kubectl get pods -o name"
      Then it prints:
        """
        pod/web-5
        pod/web-6
        pod/web-7
        """
      When I run "kubectl scale statefulset web --replicas=1"
      Then within 2 minutes pod "web-6" is gone
      And pod "web-5" exists

  Rule: Claims stay, unless persistentVolumeClaimRetentionPolicy lets them go

    Scenario Outline: whenScaled <scaled> and whenDeleted <deleted>: <one> claims after scaling to one, <none> after the end
      Given a cluster with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          replicas: 3
          serviceName: web
          persistentVolumeClaimRetentionPolicy: {whenScaled: <scaled>, whenDeleted: <deleted>}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "web:1"}]
          volumeClaimTemplates:
            - metadata: {name: data}
              spec:
                accessModes: [ReadWriteOnce]
                resources: {requests: {storage: 1Gi}}
        """
      And I run "kubectl apply -f web.yaml"
      And within 1 minute statefulset "web" has 3 ready replicas
      When I run "kubectl scale statefulset web --replicas=1"
      And 3 minutes pass
      And I run "kubectl get pvc -o name | wc -l"
      Then it prints "<one>"
      When I run "kubectl delete statefulset web"
      And 2 minutes pass
      And I run "kubectl get pvc -o name | wc -l"
      Then it prints "<none>"

      Examples:
        | scaled | deleted | one | none |
        | Retain | Retain  | 3   | 3    |
        | Delete | Retain  | 1   | 1    |
        | Retain | Delete  | 3   | 0    |
        | Delete | Delete  | 1   | 0    |

  Rule: A pod that has ended is made anew under its name; until 1.30 an event told of it

    Scenario Outline: In <release> web-0 is <phase>, and comes again
      Given a cluster running Kubernetes <release> with 1 node
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          serviceName: web
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "web:1"}]
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds pod "web-0" is Ready
      When I run "kubectl patch pod web-0 --subresource=status --type=merge -p 'status: {phase: <phase>}'"
      Then within 5 seconds event "<event>" is recorded for statefulset "web" with message "<message>"
      And within 1 minute pod "web-0" is Ready

      Examples:
        | release | phase     | event                   | message                                                 |
        | 1.30    | Failed    | RecreatingFailedPod     | StatefulSet default/web is recreating failed Pod web-0     |
        | 1.30    | Succeeded | RecreatingTerminatedPod | StatefulSet default/web is recreating terminated Pod web-0 |
        | 1.31    | Failed    | SuccessfulDelete        | delete Pod web-0 in StatefulSet web successful             |
        | 1.36    | Succeeded | SuccessfulDelete        | delete Pod web-0 in StatefulSet web successful             |
