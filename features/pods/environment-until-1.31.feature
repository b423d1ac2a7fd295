@P15
Feature: Until 1.31 only words can be names of variables
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions

  Scenario: Keys with dots and leading digits are left out, and the kubelet says which
    Given a cluster running Kubernetes 1.20 with 1 node
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {GOOD: "1", 1st: "2", with space: "3"}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: reader}
      spec:
        containers:
          - {name: main, image: busybox, command: [sh, -c, "env | grep -c -e GOOD -e 1st; sleep 3600"], envFrom: [{configMapRef: {name: settings}}]}
      """
    When I run "kubectl apply -f pod.yaml"
    Then the command fails with "a valid config key must consist of alphanumeric characters"
    Given the file "pod.yaml":
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {GOOD: "1", 1st: "2"}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: reader}
      spec:
        containers:
          - {name: main, image: busybox, command: [sh, -c, "env | grep -c -e GOOD -e 1st; sleep 3600"], envFrom: [{configMapRef: {name: settings}}]}
      """
    When I run "kubectl delete pod reader --ignore-not-found"
    And I run "kubectl apply -f pod.yaml"
    Then within 20 seconds pod "reader" is Ready
    And pod "reader" has logged "1"
    And event "InvalidEnvironmentVariableNames" is recorded for pod "reader" with message "Keys [1st] from the EnvFrom configMap default/settings were skipped since they are considered invalid environment variable names."
