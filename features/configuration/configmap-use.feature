@C02
Feature: Pods read ConfigMaps as variables, arguments and files

  https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps

  Background:
    Given a cluster with 1 node
    And the manifests in "manifests/special"

  Rule: A key becomes a variable, an argument or a file

    Scenario: As variable and, through it, as argument of the command
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: dapi-test}
        spec:
          restartPolicy: Never
          containers:
            - name: test
              image: busybox
              command: [/bin/sh, -c, "echo $(SPECIAL_LEVEL_KEY) $(SPECIAL_TYPE_KEY)"]
              env:
                - {name: SPECIAL_LEVEL_KEY, valueFrom: {configMapKeyRef: {name: special-config, key: special.how}}}
                - {name: SPECIAL_TYPE_KEY, valueFrom: {configMapKeyRef: {name: special-config, key: special.type}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "dapi-test" has completed
      When I run "kubectl logs dapi-test"
      Then it prints:
        """
        very charm
        """

    Scenario: All keys at once, with a prefix
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: game}
        data: {LEVEL: "7", LIVES: "3"}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: player}
        spec:
          restartPolicy: Never
          containers:
            - name: player
              image: busybox
              command: [sh, -c, "env | grep GAME_ | sort"]
              envFrom: [{prefix: GAME_, configMapRef: {name: game}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "player" has completed
      When I run "kubectl logs player"
      Then it prints:
        """
        GAME_LEVEL=7
        GAME_LIVES=3
        """

    Scenario: As volume, where each key is a file
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          restartPolicy: Never
          containers:
            - name: reader
              image: busybox
              command: [/bin/sh, -c, "ls /etc/config; cat /etc/config/special.how"]
              volumeMounts: [{name: config-volume, mountPath: /etc/config}]
          volumes:
            - name: config-volume
              configMap: {name: special-config}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "reader" has completed
      When I run "kubectl logs reader"
      Then it prints:
        """
        special.how
        special.type
        very
        """

    Scenario: As volume with chosen keys under other paths
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          containers:
            - name: reader
              image: busybox
              command: [sleep, "3600"]
              volumeMounts: [{name: config-volume, mountPath: /etc/config}]
          volumes:
            - name: config-volume
              configMap: {name: special-config, items: [{key: special.how, path: keys/level}]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "reader" is Ready
      And file "/etc/config/keys/level" of pod "reader" is "very"
      And file "/etc/config/special.type" of pod "reader" does not exist

  Rule: The ConfigMap must be there first

    Scenario: A variable from a ConfigMap that comes ten minutes later
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: early}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              env: [{name: LEVEL, valueFrom: {configMapKeyRef: {name: late, key: level}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "early" is CreateContainerConfigError
      And event "Failed" is recorded for pod "early" with message "not found"
      And for the next 10 minutes pod "early" is not Ready
      When I run "kubectl create configmap late --from-literal=level=1"
      Then within 30 seconds pod "early" is Ready

    Scenario: A volume from a ConfigMap that is not there keeps the pod in ContainerCreating
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: early}
        spec:
          containers:
            - {name: main, image: busybox, command: [sleep, "3600"], volumeMounts: [{name: config, mountPath: /etc/config}]}
          volumes: [{name: config, configMap: {name: late}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds event "FailedMount" is recorded for pod "early" with message "not found"
      And for the next 10 minutes pod "early" is ContainerCreating
      When I run "kubectl create configmap late --from-literal=level=1"
      Then within 3 minutes pod "early" is Ready
      And file "/etc/config/level" of pod "early" is "1"

    Scenario: An optional one may be missing
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: easy}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo level=$LEVEL; sleep 3600"]
              env: [{name: LEVEL, valueFrom: {configMapKeyRef: {name: late, key: level, optional: true}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "easy" is Ready
      And pod "easy" has logged "level="

  Rule: A ConfigMap is of use in its own namespace only

    Scenario: The pod next door does not find it
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: next-door}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: reader, namespace: next-door}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              env: [{name: LEVEL, valueFrom: {configMapKeyRef: {name: special-config, key: special.how}}}]
        """
      When I run "kubectl create namespace next-door"
      And 2 seconds pass
      And I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "reader" in namespace "next-door" is CreateContainerConfigError
      And for the next 5 minutes pod "reader" in namespace "next-door" is not Ready
