@P15
Feature: Containers get their environment from many places

  https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/

  Background:
    Given a cluster with 1 node

  Rule: Literals, ConfigMaps, Secrets, fields and resources, the later ones winning

    Scenario: One variable of each kind
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {LEVEL: debug, COLOUR: blue}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: login}
        stringData: {PASSWORD: s3cret}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: all, labels: {app: all}}
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo $LEVEL $COLOUR $PASSWORD $PORT $NODE $CPUS"]
              resources: {limits: {cpu: "2"}}
              envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: login}}]
              env:
                - {name: PORT, value: "8080"}
                - {name: COLOUR, value: red}
                - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                - {name: CPUS, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "all" has completed
      And pod "all" has logged "debug red s3cret 8080 node-1 2"

  Rule: $(NAME) is put in by the kubelet, in values, commands and arguments

    Scenario: Earlier variables are known, later ones are not, $$ stops it
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: greeter}
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: busybox
              command: [echo]
              args: ["$(GREETING)", "$(EARLY)", "$$(NAME)", "$(NOBODY)"]
              env:
                - {name: EARLY, value: "<$(NAME)>"}
                - {name: NAME, value: Ann}
                - {name: GREETING, value: "Hello $(NAME)"}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "greeter" has completed
      When I run "kubectl logs greeter"
      Then it prints:
        """
        Hello Ann <$(NAME)> $(NAME) $(NOBODY)
        """

  Rule: Services that were there first are variables

    Scenario: Host and port of the service, and of the API server
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: redis-primary}
        spec: {clusterIP: 10.96.0.77, ports: [{port: 6379}]}
        """
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec:
          restartPolicy: Never
          containers:
            - {name: main, image: busybox, command: [sh, -c, "env | sort"]}
        """
      When I run:
        """
        kubectl apply -f service.yaml
        """
      And 1 second passes
      And I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "client" has completed
      And pod "client" has logged "REDIS_PRIMARY_SERVICE_HOST=10.96.0.77"
      And pod "client" has logged "REDIS_PRIMARY_SERVICE_PORT=6379"
      And pod "client" has logged "REDIS_PRIMARY_PORT=tcp://10.96.0.77:6379"
      And pod "client" has logged "KUBERNETES_SERVICE_HOST=10.96.0.1"

    Scenario: Unless the pod does not want them
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: redis-primary}
        spec: {clusterIP: 10.96.0.77, ports: [{port: 6379}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec:
          enableServiceLinks: false
          restartPolicy: Never
          containers:
            - {name: main, image: busybox, command: [sh, -c, "env | sort"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "client" has completed
      When I run "kubectl logs client"
      Then it does not print "REDIS"
      And it prints "KUBERNETES_SERVICE_PORT=443"

  Rule: A variable has a name, and one source

    Scenario: A value and a source at once are refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers:
            - name: main
              image: busybox
              env: [{name: A, value: "1", valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty"

  Rule: What cannot be a variable's name is left out, and a path may be made of variables

    Scenario: Since 1.32 nearly everything can be one
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {GOOD: "1", 1st: "2", with.dot: "3"}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          containers:
            - {name: main, image: busybox, command: [sh, -c, "env | grep -c -e GOOD -e 1st -e with.dot; sleep 3600"], envFrom: [{configMapRef: {name: settings}}]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "reader" is Ready
      And pod "reader" has logged "3"

    Scenario: subPathExpr gives each pod a folder of its own on the node
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: writer}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo mine > /logs/hello; sleep 3600"]
              env: [{name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]
              volumeMounts: [{name: work, mountPath: /logs, subPathExpr: $(POD_NAME)}]
          volumes: [{name: work, hostPath: {path: /var/log/apps}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          containers: [{name: main, image: busybox, command: [sleep, "3600"], volumeMounts: [{name: work, mountPath: /logs}]}]
          volumes: [{name: work, hostPath: {path: /var/log/apps}}]
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 20 seconds pod "writer" is Ready
      And within 20 seconds pod "reader" is Ready
      And file "/logs/writer/hello" of pod "reader" is "mine"
