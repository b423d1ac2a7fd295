@S07 @S09
Feature: A node that is shut down in good order ends its pods first

  The kubelet holds the machine up for shutdownGracePeriod, the last part of it for critical pods. Without the setting a
  machine that goes down is a lost node.
  https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown

  Rule: Pods end with a reason, and those of a workload are replaced elsewhere

    Background:
      Given a cluster with 2 nodes
      And every kubelet is configured with:
        """
        shutdownGracePeriod: 30s
        shutdownGracePeriodCriticalPods: 10s
        """
      And the file "pods.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              topologySpreadConstraints:
                - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}
              containers: [{name: web, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: slow}
        spec: {nodeName: node-1, terminationGracePeriodSeconds: 600, containers: [{name: a, image: busybox, command: [sleep, "100000"]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: critical}
        spec: {nodeName: node-1, priorityClassName: system-node-critical, containers: [{name: a, image: busybox, command: [sleep, "100000"]}]}
        """
      And I run "kubectl apply -f pods.yaml"
      And within 20 seconds deployment "web" has 2 available replicas
      And within 10 seconds pod "slow" is Running
      And within 10 seconds pod "critical" is Running
      When node "node-1" shuts down

    Scenario: The node is not ready at once, and says why
      Then within 1 second node "node-1" is NotReady
      And {.status.conditions[?(@.type=="Ready")].message} of node "node-1" is "node is shutting down"
      And event "NodeShutdown" is recorded for node "node-1" with message "Shutdown manager detected shutdown event"

    Scenario: The Deployment's pod is replaced long before the node would have been given up
      Then within 10 seconds deployment "web" has 2 available replicas
      And within 10 seconds there is 1 Failed pod of deployment "web"

    Scenario: A pod gets no more time than its class has, and the critical ones theirs after that
      Then after exactly 20 seconds give or take 2 seconds {.status.phase} of pod "slow" is "Failed"
      And {.status.reason} of pod "slow" is "Terminated"
      And {.status.message} of pod "slow" is "Pod was terminated in response to imminent node shutdown."
      And pod "slow" has condition "DisruptionTarget" "True" with reason "TerminationByKubelet"
      And pod "critical" is Running
      And after exactly 10 seconds give or take 2 seconds {.status.phase} of pod "critical" is "Failed"

    Scenario: What has failed stays so when the machine is back
      When 1 minute passes
      And node "node-1" boots
      Then within 1 minute node "node-1" is Ready
      And for the next 5 minutes {.status.phase} of pod "slow" is "Failed"
      And {.status.reason} of pod "slow" is "Terminated"

    Scenario: A pod that comes meanwhile is refused
      Given the file "late.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: late}
        spec: {nodeName: node-1, containers: [{name: a, image: nginx}]}
        """
      When I run "kubectl apply -f late.yaml"
      Then within 2 seconds {.status.phase} of pod "late" is "Failed"
      And {.status.reason} of pod "late" is "NodeShutdown"
      And {.status.message} of pod "late" is "Pod was rejected: Pod was rejected as the node is shutting down."
      When I run "kubectl get pod late"
      Then it prints "late   0/1     NodeShutdown"

  Rule: A static pod begins anew with its machine

    @P12
    Scenario: It has failed for the shutdown, and runs after it
      Given a cluster with 1 node
      And every kubelet is configured with:
        """
        shutdownGracePeriod: 10s
        """
      And the manifest folder of node "node-1" holds "agent.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: agent}
        spec: {containers: [{name: agent, image: nginx}]}
        """
      And within 10 seconds pod "agent-node-1" is Running
      When node "node-1" reboots
      Then within 5 seconds {.status.reason} of pod "agent-node-1" is "Terminated"
      And within 2 minutes pod "agent-node-1" is Running
      And {.status.reason} of pod "agent-node-1" is empty

  Rule: Each class of priorities may have its own time

    Scenario: The lowest goes first
      Given a cluster with 1 node
      And the kubelet of node "node-1" is configured with:
        """
        shutdownGracePeriodByPodPriority:
          - {priority: 0, shutdownGracePeriodSeconds: 5}
          - {priority: 1000, shutdownGracePeriodSeconds: 10}
          - {priority: 100000, shutdownGracePeriodSeconds: 20}
        """
      And the file "pods.yaml":
        """
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: middle}
        value: 99999
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: low}
        spec: {containers: [{name: a, image: busybox, command: [sleep, "100000"]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: middle}
        spec: {priorityClassName: middle, containers: [{name: a, image: busybox, command: [sleep, "100000"]}]}
        """
      And I run "kubectl apply -f pods.yaml"
      And within 10 seconds pod "low" is Running
      And within 10 seconds pod "middle" is Running
      When node "node-1" shuts down
      Then after exactly 6 seconds give or take 1 second {.status.phase} of pod "low" is "Failed"
      And after exactly 10 seconds give or take 2 seconds {.status.phase} of pod "middle" is "Failed"

  Rule: Releases differ

    Scenario Outline: In <release> a pod is <reason>
      Given a cluster running Kubernetes <release> with 1 node
      And every kubelet is configured with:
        """
        shutdownGracePeriod: 30s
        """
      And I run "kubectl run web --image=nginx"
      And within 20 seconds pod "web" is Running
      When node "node-1" shuts down
      Then within 35 seconds {.status.phase} of pod "web" is "Failed"
      And {.status.reason} of pod "web" is "<reason>"
      And {.status.message} of pod "web" is "<message>"

      Examples:
        | release | reason     | message                                                      |
        | 1.21    | Shutdown   | Node is shutting, evicting pods                              |
        | 1.22    | Terminated | Pod was terminated in response to imminent node shutdown.    |

    Scenario: Until 1.20 nobody waits
      Given a cluster running Kubernetes 1.20 with 1 node
      And every kubelet is configured with:
        """
        shutdownGracePeriod: 30s
        """
      And I run "kubectl run web --image=nginx"
      And within 20 seconds pod "web" is Running
      When node "node-1" shuts down
      Then for the next 30 seconds pod "web" is Running
      And within 30 seconds node "node-1" is NotReady
      And {.status.conditions[?(@.type=="Ready")].status} of node "node-1" is "Unknown"
