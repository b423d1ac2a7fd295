@C03
Feature: Changed configuration reaches mounted files, and nothing else

  https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically

  Background:
    Given a cluster with 1 node
    And the manifests in "manifests/special"
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: reader}
      spec:
        containers:
          - name: reader
            image: busybox
            command: [sleep, "86400"]
            env: [{name: HOW, valueFrom: {configMapKeyRef: {name: special-config, key: special.how}}}]
            volumeMounts:
              - {name: config, mountPath: /etc/config}
              - {name: config, mountPath: /etc/single, subPath: special.how}
        volumes: [{name: config, configMap: {name: special-config}}]
      """
    And I run "kubectl apply -f pod.yaml"
    And within 10 seconds pod "reader" is Ready

  Rule: A volume follows within the kubelet's sync period; an environment and a subPath never do

    The kubelet looks at a pod again after 60 to 90 seconds.

    Scenario: very becomes rather
      When I run "kubectl patch configmap special-config -p 'data: {special.how: rather}'"
      Then within 2 minutes file "/etc/config/special.how" of pod "reader" is "rather"
      And for the next 10 minutes file "/etc/single" of pod "reader" is "very"
      When I run "kubectl exec reader -- sh -c 'echo $HOW'"
      Then it prints "very"
      And pod "reader" has restarted 0 times

    Scenario: A new pod sees the new value everywhere
      When I run "kubectl patch configmap special-config -p 'data: {special.how: rather}'"
      And I run "kubectl delete pod reader"
      And I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "reader" is Ready
      And file "/etc/single" of pod "reader" is "rather"
      When I run "kubectl exec reader -- sh -c 'echo $HOW'"
      Then it prints "rather"

  Rule: An immutable ConfigMap stays as it is

    Scenario: Its data can no longer be changed, nor the seal be broken
      When I run "kubectl patch configmap special-config -p 'immutable: true'"
      And I run "kubectl patch configmap special-config -p 'data: {special.how: rather}'"
      Then the command fails with "data: Forbidden: field is immutable when `immutable` is set"
      When I run "kubectl patch configmap special-config -p 'immutable: false'"
      Then the command fails with "immutable: Forbidden: field is immutable when `immutable` is set"
      And for the next 5 minutes file "/etc/config/special.how" of pod "reader" is "very"
