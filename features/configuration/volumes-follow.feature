@C03 @C05
Feature: Mounted files follow what they show, at the pod's next resync
  The kubelet looks at each pod again after 60 to 90 seconds, and writes what changed all at once.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#mounted-configmaps-are-updated-automatically

  Background:
    Given a cluster with 1 node
    And the file "sources.yaml":
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {level: info, colour: blue}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: login}
      stringData: {password: old}
      """
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: reader, labels: {stage: test}, annotations: {build: "1"}}
      spec:
        containers:
          - name: reader
            image: busybox
            command: [sleep, "86400"]
            env: [{name: STAGE, valueFrom: {fieldRef: {fieldPath: "metadata.labels['stage']"}}}]
            volumeMounts:
              - {name: settings, mountPath: /settings}
              - {name: login, mountPath: /login}
              - {name: me, mountPath: /me}
              - {name: all, mountPath: /all}
              - {name: later, mountPath: /later}
        volumes:
          - {name: settings, configMap: {name: settings, items: [{key: level, path: log/level}]}}
          - {name: login, secret: {secretName: login}}
          - {name: me, downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}, {path: build, fieldRef: {fieldPath: "metadata.annotations['build']"}}]}}
          - name: all
            projected:
              sources:
                - {configMap: {name: settings}}
                - {secret: {name: login, items: [{key: password, path: secret/password}]}}
                - {downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name}}]}}
          - {name: later, configMap: {name: later, optional: true}}
      """
    And I run "kubectl apply -f sources.yaml"
    And I run "kubectl apply -f pod.yaml"
    And within 20 seconds pod "reader" is Ready
    And 5 minutes pass

  Scenario: A ConfigMap's key at a path of its own, and all its keys among other sources
    Then file "/settings/log/level" of pod "reader" is "info"
    And file "/settings/colour" of pod "reader" does not exist
    And file "/all/colour" of pod "reader" is "blue"
    When I run "kubectl patch configmap settings -p 'data: {level: debug, colour: null, size: big}'"
    Then for the next 1 second file "/settings/log/level" of pod "reader" is "info"
    And within 2 minutes file "/settings/log/level" of pod "reader" is "debug"
    And file "/all/level" of pod "reader" is "debug"
    And file "/all/size" of pod "reader" is "big"
    And file "/all/colour" of pod "reader" does not exist

  Scenario: A Secret
    When I run "kubectl patch secret login -p 'stringData: {password: new}'"
    Then within 2 minutes file "/login/password" of pod "reader" is "new"
    And file "/all/secret/password" of pod "reader" is "new"

  Scenario: The pod's own labels and annotations, but not its environment
    When I run "kubectl label pod reader stage=production --overwrite"
    And I run "kubectl annotate pod reader build=2 --overwrite"
    Then within 2 minutes file "/me/labels" of pod "reader" contains "production"
    And within 2 minutes file "/me/build" of pod "reader" is "2"
    When I run "kubectl exec reader -- sh -c 'echo $STAGE'"
    Then it prints "test"

  Scenario: An optional ConfigMap that comes later
    Then file "/later/key" of pod "reader" does not exist
    When I run "kubectl create configmap later --from-literal=key=value"
    Then within 2 minutes file "/later/key" of pod "reader" is "value"
    When I run "kubectl delete configmap later"
    Then within 2 minutes file "/later/key" of pod "reader" does not exist

  Scenario: All files of a volume change at one instant
    When I run "kubectl exec reader -- readlink /all/level"
    Then it prints:
      """
      ..data/level
      """
    When I run "kubectl exec reader -- sh -c 'readlink /all/..data > /tmp/before'"
    And I run "kubectl patch configmap settings -p 'data: {level: debug}'"
    And within 2 minutes file "/all/level" of pod "reader" is "debug"
    And I run "kubectl exec reader -- sh -c 'test $(readlink /all/..data) = $(cat /tmp/before)'"
    Then the command fails with code 1
