@P01
Feature: A pod's status tells what its release tells

  https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodStatus

  Scenario Outline: Kubernetes <release>: mounts <mounts>, resources <resources>, observed generation <generation>
    Given a cluster running Kubernetes <release>
    And the file "box.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: box}
      spec:
        containers:
          - name: box
            image: nginx
            resources: {requests: {cpu: 100m}, limits: {memory: 64Mi}}
            volumeMounts: [{name: work, mountPath: /work}]
        volumes: [{name: work, emptyDir: {}}]
      """
    When I run "kubectl apply -f box.yaml"
    Then within 1 minute pod "box" is Ready
    And {.status.containerStatuses[0].volumeMounts[0].mountPath} of pod "box" is <mounts>
    And {.status.containerStatuses[0].allocatedResources.cpu} of pod "box" is <resources>
    And {.status.observedGeneration} of pod "box" is <generation>
    And {.status.conditions[?(@.type=="Ready")].observedGeneration} of pod "box" is <generation>

    Examples:
      | release | mounts  | resources | generation |
      | 1.30    | empty   | empty     | empty      |
      | 1.32    | "/work" | empty     | empty      |
      | 1.33    | "/work" | "100m"    | empty      |
      | 1.34    | "/work" | "100m"    | "1"        |

  Scenario: What the scheduler says is about a generation too
    Given a cluster
    And the file "big.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: big}
      spec:
        containers: [{name: big, image: nginx, resources: {requests: {cpu: 64}}}]
      """
    When I run "kubectl apply -f big.yaml"
    Then within 5 seconds pod "big" reports PodScheduled False with reason "Unschedulable"
    And {.status.conditions[0].observedGeneration} of pod "big" is "1"
