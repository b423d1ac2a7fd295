@P18
Feature: Until 1.23 Docker keeps the lines, as JSON
  https://docs.docker.com/engine/logging/drivers/json-file/

  Scenario: /var/log/containers leads to Docker's own files
    Given a cluster running Kubernetes 1.20 with 1 node
    And the file "pods.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: speaker}
      spec:
        containers: [{name: main, image: busybox, command: [sh, -c, "echo one; echo two >&2; sleep 86400"]}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: collector}
      spec:
        containers:
          - name: collector
            image: busybox
            command: [sleep, "86400"]
            volumeMounts:
              - {name: logs, mountPath: /var/log, readOnly: true}
              - {name: docker, mountPath: /var/lib/docker/containers, readOnly: true}
        volumes:
          - {name: logs, hostPath: {path: /var/log}}
          - {name: docker, hostPath: {path: /var/lib/docker/containers}}
      """
    And I run "kubectl apply -f pods.yaml"
    And within 20 seconds pod "speaker" is Ready
    And within 20 seconds pod "collector" is Ready
    When I run "kubectl exec collector -- sh -c 'cat /var/log/containers/speaker_default_main-*.log'"
    Then it prints '{"log":"one\n","stream":"stdout","time":"2025-01-01T00:00:'
    And it prints '{"log":"two\n","stream":"stderr"'
