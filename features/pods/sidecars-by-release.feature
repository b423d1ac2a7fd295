@P19
Feature: Before 1.29 an init container is one, whatever restart policy it names
  https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/

  Scenario Outline: An init container that never ends, on <release>
    Given a cluster running Kubernetes <release> with 1 node
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: meshed}
      spec:
        initContainers:
          - {name: proxy, image: busybox, restartPolicy: Always, command: [sleep, "86400"]}
        containers:
          - {name: app, image: busybox, command: [sleep, "86400"]}
      """
    When I run "kubectl create -f pod.yaml --validate=false"
    Then within 1 minute pod "meshed" is <word>
    And for the next 10 minutes pod "meshed" is <word>
    And {.spec.initContainers[0].restartPolicy} of pod "meshed" is <policy>

    Examples:
      | release | word     | policy   |
      | 1.28    | Init:0/1 | empty    |
      | 1.29    | Running  | "Always" |
