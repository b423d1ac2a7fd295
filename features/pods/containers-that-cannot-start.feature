@P01
Feature: A container that cannot be made or started says why, and is tried again
  https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/

  Background:
    Given a cluster with 1 node

  Rule: What its manifest refers to must be there: CreateContainerConfigError

    @C02
    Scenario Outline: <message>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {level: debug}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: login}
        stringData: {user: pat}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: waiting}
        spec:
          containers: [{name: main, image: busybox, command: [sleep, "3600"], <refers>}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "waiting" is CreateContainerConfigError
      And {.status.containerStatuses[0].state.waiting.message} of pod "waiting" contains "<message>"
      And event "Failed" is recorded for pod "waiting" with message "Error: <message>"
      And {.status.phase} of pod "waiting" is "Pending"
      And for the next 10 minutes pod "waiting" is not Ready
      And pod "waiting" has restarted 0 times

      Examples:
        | refers                                                                             | message                                            |
        | envFrom: [{configMapRef: {name: nothing}}]                                         | configmap                                          |
        | envFrom: [{secretRef: {name: nothing}}]                                            | secret                                             |
        | env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}]      | couldn't find key colour in ConfigMap default/settings |
        | env: [{name: A, valueFrom: {secretKeyRef: {name: login, key: password}}}]          | couldn't find key password in Secret default/login |
        | securityContext: {runAsNonRoot: true}                                              | container has runAsNonRoot and image will run as root |
        | securityContext: {runAsNonRoot: true, runAsUser: 0}                                | container's runAsUser breaks non-root policy       |

    @C02
    Scenario: It starts by itself once what is missing is there
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: waiting}
        spec:
          containers: [{name: main, image: busybox, command: [sh, -c, "echo $LEVEL; sleep 3600"], envFrom: [{configMapRef: {name: settings}}]}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "waiting" is CreateContainerConfigError
      When I run "kubectl create configmap settings --from-literal=LEVEL=debug"
      Then within 20 seconds pod "waiting" is Ready
      And pod "waiting" has logged "debug"
      And pod "waiting" has restarted 0 times

    @C02
    Scenario: What is optional need not be there
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: easy}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo level=$LEVEL; ls /etc/config | wc -l; sleep 3600"]
              envFrom: [{configMapRef: {name: nothing, optional: true}}, {secretRef: {name: nothing, optional: true}}]
              env: [{name: LEVEL, valueFrom: {configMapKeyRef: {name: nothing, key: level, optional: true}}}]
              volumeMounts: [{name: config, mountPath: /etc/config}]
          volumes: [{name: config, configMap: {name: nothing, optional: true}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "easy" is Ready
      When I run "kubectl logs easy"
      Then it prints:
        """
        level=
        0
        """

  Rule: Its volumes must be there first: it stays ContainerCreating

    @C02
    Scenario Outline: A volume from a missing <what>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: waiting}
        spec:
          containers: [{name: main, image: busybox, command: [sleep, "3600"], volumeMounts: [{name: v, mountPath: /v}]}]
          volumes: [{name: v, <source>}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 2 seconds pod "waiting" is ContainerCreating
      And for the next 5 minutes pod "waiting" is ContainerCreating
      And event "FailedMount" is recorded for pod "waiting" with message "not found"
      When I run "<create>"
      Then within 3 minutes pod "waiting" is Ready

      Examples:
        | what      | source                        | create                                             |
        | ConfigMap | configMap: {name: nothing}    | kubectl create configmap nothing --from-literal=a=b |
        | Secret    | secret: {secretName: nothing} | kubectl create secret generic nothing --from-literal=a=b |

  Rule: Its program must be in the image: RunContainerError, then CrashLoopBackOff

    Scenario: A misspelt command
      When I run "kubectl run typo --image=busybox --command -- slep 3600"
      Then within 10 seconds pod "typo" is RunContainerError
      And within 20 seconds pod "typo" is CrashLoopBackOff
      And event "Failed" is recorded for pod "typo" with message "executable file not found in $PATH"
      And within 1 minute pod "typo" has restarted 2 times

  Rule: Init containers say the same behind Init:

    Scenario Outline: <word>
      Given image "shop/typo:1" is in no registry
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: held}
        spec:
          restartPolicy: <policy>
          initContainers: [{name: first, image: "<image>", command: <command>, <more>}]
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 1 minute pod "held" is <word>
      And container "main" of pod "held" has restarted 0 times

      Examples:
        | word                            | policy | image       | command            | more                                      |
        | Init:0/1                        | Always | busybox     | [sleep, "60"]      | tty: false                                |
        | Init:ErrImagePull               | Always | shop/typo:1 | [sleep, "60"]      | tty: false                                |
        | Init:ImagePullBackOff           | Always | shop/typo:1 | [sleep, "60"]      | tty: false                                |
        | Init:CreateContainerConfigError | Always | busybox     | [sleep, "60"]      | envFrom: [{configMapRef: {name: nothing}}] |
        | Init:RunContainerError          | Always | busybox     | [slep]             | tty: false                                |
        | Init:Error                      | Never  | busybox     | [sh, -c, "exit 3"] | tty: false                                |
        | Init:StartError                 | Never  | busybox     | [slep]             | tty: false                                |
        | Init:CrashLoopBackOff           | Always | busybox     | [sh, -c, "exit 3"] | tty: false                                |
        | PodInitializing                 | Always | busybox     | ["true"]           | tty: false                                |
