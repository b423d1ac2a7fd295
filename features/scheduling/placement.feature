@S01
Feature: The scheduler places a pod where it fits and where it is wanted

  https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/

  Background:
    Given a cluster with nodes:
      | name   | cpu | memory | labels       |
      | node-1 | 4   | 8Gi    |              |
      | node-2 | 2   | 16Gi   | disktype=ssd |
      | node-3 | 8   | 4Gi    | disktype=hdd |

  Rule: Requests must fit into what is left of the node's allocatable

    Scenario: Six CPUs fit on one node only, and once only
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: first}
        spec:
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "6"}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: second}
        spec:
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "6"}}}]
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 10 seconds pod "first" is on node "node-3"
      And for the next 10 minutes pod "second" is Pending
      When I run "kubectl delete pod first"
      Then within 10 seconds pod "second" is on node "node-3"

    Scenario: What counts is the request, not the use, and all containers together
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: frontend}
        spec:
          containers:
            - {name: db, image: mysql, resources: {requests: {memory: 6Gi, cpu: 250m}, limits: {memory: 8Gi, cpu: 500m}}}
            - {name: wp, image: wordpress, resources: {requests: {memory: 6Gi, cpu: 250m}, limits: {memory: 8Gi, cpu: 500m}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "frontend" is on node "node-2"

  Rule: A nodeSelector must match all its labels

    Scenario: disktype: ssd
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: fast}
        spec:
          nodeSelector: {disktype: ssd}
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "fast" is on node "node-2"

    Scenario: A label that comes later is enough
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: fast}
        spec:
          nodeSelector: {disktype: nvme}
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 10 minutes pod "fast" is Pending
      When I run "kubectl label node node-1 disktype=nvme"
      Then within 10 seconds pod "fast" is on node "node-1"

  Rule: A nodeName passes the scheduler by, and the node decides for itself

    Scenario: Placed without a Scheduled event
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: placed}
        spec:
          nodeName: node-3
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "placed" is Ready
      And pod "placed" is on node "node-3"
      And never event "Scheduled" is recorded for pod "placed"

    Scenario: A node that has no room refuses it, and the pod fails
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: placed}
        spec:
          nodeName: node-3
          containers: [{name: main, image: nginx, resources: {requests: {memory: 6Gi}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "placed" has failed
      And {.status.reason} of pod "placed" is "OutOfmemory"

  Rule: Node affinity can require, and can prefer

    Scenario Outline: <operator> of <values> allows <node>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: choosy}
        spec:
          affinity:
            nodeAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms:
                  - matchExpressions: [{key: disktype, operator: <operator>, values: <values>}]
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "choosy" is on node "<node>"

      Examples:
        | operator     | values     | node   |
        | In           | [ssd]      | node-2 |
        | NotIn        | [ssd, hdd] | node-1 |
        | DoesNotExist | []         | node-1 |

    Scenario: A node by its name, as matchFields
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: with-node-affinity}
        spec:
          affinity:
            nodeAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                nodeSelectorTerms:
                  - matchFields: [{key: metadata.name, operator: In, values: [node-3]}]
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "with-node-affinity" is on node "node-3"

    Scenario Outline: A preferred node gets the pod if it fits: <cpu> CPUs go to <node>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hopeful}
        spec:
          affinity:
            nodeAffinity:
              preferredDuringSchedulingIgnoredDuringExecution:
                - {weight: 100, preference: {matchExpressions: [{key: disktype, operator: In, values: [ssd]}]}}
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "<cpu>"}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "hopeful" is on node "<node>"

      Examples:
        | cpu | node   |
        | 1   | node-2 |
        | 6   | node-3 |

    Scenario: A label that is taken away later does not move the pod
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: settled}
        spec:
          nodeSelector: {disktype: ssd}
          containers: [{name: main, image: nginx}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "settled" is Ready
      When I run "kubectl label node node-2 disktype-"
      Then for the next 1 hour pod "settled" is Ready
