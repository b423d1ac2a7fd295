@P17 @F07
Feature: A node runs short of memory: who has to go, and when

  https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/

  Rule: Those that use more than they asked for go first, of these the least important

    Background:
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: modest}
        spec:
          containers: [{name: app, image: shop/modest, resources: {requests: {memory: 300Mi}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: greedy}
        spec:
          containers: [{name: app, image: shop/greedy, resources: {requests: {memory: 100Mi}}}]
        """
      And containers of image "shop/modest" use 250Mi of memory
      And containers of image "shop/greedy" use 150Mi of memory, 50Mi more each minute
      And I run "kubectl apply -f pods.yaml"
      And within 10 seconds pod "greedy" is Running

    Scenario: A leak evicts the pod that leaks, not the larger one that keeps to its request
      Then for the next 10 minutes pod "greedy" is Running
      And within 1 minute pod "greedy" has failed
      And {.status.reason} of pod "greedy" is "Evicted"
      And {.status.message} of pod "greedy" contains "The node was low on resource: memory. Threshold quantity: 100Mi, available: "
      And {.status.message} of pod "greedy" contains "Ki, request is 100Mi, has larger consumption of memory. "
      And pod "greedy" reports DisruptionTarget True with reason "TerminationByKubelet"
      And event "Evicted" is recorded for pod "greedy" with message containing "The node was low on resource: memory."
      And event "EvictionThresholdMet" is recorded for node "node-1" with message containing "Attempting to reclaim memory"
      And for the next 10 minutes pod "modest" is Running
      When I run "kubectl get events --field-selector reason=Evicted -o jsonpath={.items[0].metadata.annotations.offending_containers}/{.items[0].metadata.annotations.starved_resource}"
      Then it prints "app/memory"

    Scenario: The node says so, is tainted, and well again five minutes later
      Then within 12 minutes pod "greedy" has failed
      And within 10 seconds node "node-1" reports MemoryPressure True with reason "KubeletHasInsufficientMemory"
      And event "NodeHasInsufficientMemory" is recorded for node "node-1"
      And within 1 second {.spec.taints[*].key} of node "node-1" is "node.kubernetes.io/memory-pressure"
      And for the next 4 minutes 40 seconds node "node-1" reports MemoryPressure True
      And within 30 seconds node "node-1" reports MemoryPressure False with reason "KubeletHasSufficientMemory"
      And event "NodeHasSufficientMemory" is recorded for node "node-1"
      And within 1 second {.spec.taints} of node "node-1" is empty

  Rule: One at a time, until there is room again

    Background:
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And the file "pods.yaml":
        """
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: {name: high}
        value: 1000
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: important}
        spec:
          priorityClassName: high
          containers: [{name: app, image: shop/hungry}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: small}
        spec:
          containers: [{name: app, image: shop/snack}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: large}
        spec:
          containers: [{name: app, image: shop/meal}]
        """
      And containers of image "shop/hungry" use 100Mi of memory
      And containers of image "shop/meal" use 60Mi of memory
      And containers of image "shop/snack" use 50Mi of memory
      And I run "kubectl apply -f pods.yaml"
      And within 20 seconds pod "important" is Running
      And within 10 seconds pod "large" is Running
      And within 10 seconds pod "small" is Running

    Scenario: Of those above their requests the least important goes first, of these the one that is the furthest above
      When the memory of node "node-1" fills up to 95%
      Then within 15 seconds pod "large" has failed
      And for the next 10 minutes pod "small" is Running
      And throughout pod "important" is Running

    Scenario: When one is not enough the next follows as soon as the first is cleaned up
      When the memory of node "node-1" fills up to 99%
      Then within 15 seconds pod "large" has failed
      And within 5 seconds pod "small" has failed
      And for the next 10 minutes pod "important" is Running

  Rule: Critical pods are never evicted

    Scenario: The next in order goes in their place
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And containers of image "shop/meal" use 400Mi of memory
      And containers of image "shop/snack" use 50Mi of memory
      And the manifest folder of node "node-1" holds "static.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: proxy}
        spec:
          containers: [{name: app, image: shop/meal}]
        """
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: vital, namespace: kube-system}
        spec:
          priorityClassName: system-cluster-critical
          containers: [{name: app, image: shop/meal}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: small}
        spec:
          containers: [{name: app, image: shop/snack}]
        """
      And I run "kubectl apply -f pods.yaml"
      And within 20 seconds pod "vital" in namespace "kube-system" is Running
      And within 10 seconds pod "proxy-node-1" is Running
      And within 10 seconds pod "small" is Running
      When the memory of node "node-1" fills up to 99%
      Then within 15 seconds pod "small" has failed
      And for the next 10 minutes pod "vital" in namespace "kube-system" is Running
      And throughout pod "proxy-node-1" is Running
      And node "node-1" reports MemoryPressure True

  Rule: Under pressure a node takes no pod that asks for nothing

    Background:
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And the file "late.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: best-effort}
        spec:
          nodeName: node-1
          containers: [{name: app, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: tolerant}
        spec:
          nodeName: node-1
          tolerations: [{key: node.kubernetes.io/memory-pressure, operator: Exists}]
          containers: [{name: app, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: burstable}
        spec:
          nodeName: node-1
          containers: [{name: app, image: nginx, resources: {requests: {cpu: 100m}}}]
        """
      # The condition outlives its reason by five minutes, in which nobody is evicted.
      And the memory of node "node-1" fills up to 95%
      And 20 seconds pass
      And the memory of node "node-1" is freed

    Scenario: Whoever passes the scheduler by is turned away, unless it asks for something, or tolerates it
      When I run "kubectl apply -f late.yaml"
      Then within 2 seconds pod "best-effort" has failed
      And {.status.reason} of pod "best-effort" is "Evicted"
      And {.status.message} of pod "best-effort" is "Pod was rejected: The node had condition: [MemoryPressure]. "
      And event "Evicted" is recorded for pod "best-effort" with message containing "The node had condition: [MemoryPressure]. "
      And within 10 seconds pod "burstable" is Running
      And within 10 seconds pod "tolerant" is Running
      When I run "kubectl get pod best-effort"
      Then it prints "Evicted"

    Scenario: The scheduler does not even try
      When I run "kubectl run web --image=nginx"
      Then within 5 seconds event "FailedScheduling" is recorded for pod "web" with message containing "0/1 nodes are available: 1 node(s) had untolerated taint(s)."
      And for the next 4 minutes pod "web" is Pending
      And within 90 seconds pod "web" is Running

  Rule: A soft threshold gives time: to the node before anybody goes, and to the pod that goes

    Scenario: A peak that is shorter than the grace period harms nobody
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And every kubelet is configured with:
        """
        evictionSoft: {memory.available: 300Mi}
        evictionSoftGracePeriod: {memory.available: 1m30s}
        evictionMaxPodGracePeriod: 20
        """
      And containers of image "shop/peak" use 100Mi of memory, use 800Mi of memory after 5 minutes for 1 minute
      And containers of image "shop/late" use 100Mi of memory, use 800Mi of memory after 10 minutes, ignore TERM
      And I run "kubectl run peak --image=shop/peak"
      And within 10 seconds pod "peak" is Running
      Then for the next 9 minutes pod "peak" is Running
      And event "NodeHasInsufficientMemory" is recorded for node "node-1"
      And event "EvictionThresholdMet" is recorded exactly 0 times for node "node-1"
      When I run:
        """
        kubectl delete pod peak
        kubectl run late --image=shop/late
        """
      And within 6 minutes pod "late" is Running
      Then for the next 9 minutes 50 seconds pod "late" is Running
      # Between 90 and 100 seconds after the kubelet saw it, and then its 20 seconds.
      And for the next 1 minute 25 seconds event "Evicted" is recorded exactly 0 times for pod "late"
      And within 30 seconds event "Evicted" is recorded for pod "late"
      And for the next 19 seconds container "late" of pod "late" is running
      And within 2 seconds pod "late" has failed

  Rule: What was too little is enough only with the minimum reclaim on top

    Scenario: A second pod goes, though the threshold is no longer met
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And every kubelet is configured with:
        """
        evictionHard: {memory.available: 100Mi}
        evictionMinimumReclaim: {memory.available: 200Mi}
        """
      And containers of image "shop/snack" use 150Mi of memory
      When I run:
        """
        kubectl run a --image=shop/snack
        kubectl run b --image=shop/snack
        kubectl run c --image=shop/snack
        """
      And 20 seconds pass
      And the memory of node "node-1" fills up to 92%
      And 30 seconds pass
      Then there are 2 Failed pods with label "run"
      And for the next 10 minutes there is 1 Running pod with label "run"

  Rule: What fills faster than the kubelet looks is the kernel's to end

    Scenario: The machine's kernel kills whom it holds to be worth the least
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: safe}
        spec:
          containers: [{name: app, image: shop/meal, resources: {requests: {memory: 600Mi, cpu: 100m}, limits: {memory: 600Mi, cpu: 100m}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: burst}
        spec:
          containers: [{name: app, image: shop/burst}]
        """
      And containers of image "shop/meal" use 550Mi of memory
      And containers of image "shop/burst" use 100Mi of memory, use 900Mi of memory after 61 seconds
      When I run "kubectl apply -f pods.yaml"
      Then within 2 minutes container "app" of pod "burst" has restarted once
      And {.status.containerStatuses[0].lastState.terminated.reason} of pod "burst" is "OOMKilled"
      And event "SystemOOM" is recorded for node "node-1" with message containing "System OOM encountered, victim process: app"
      And container "app" of pod "safe" has restarted 0 times

  Rule: A Deployment makes another pod, where there is room

    Scenario: The evicted one stays, for somebody to read why
      Given a cluster with 2 nodes
      And the file "team.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: team}
        spec:
          selector: {matchLabels: {app: team}}
          template:
            metadata: {labels: {app: team}}
            spec:
              affinity:
                nodeAffinity:
                  preferredDuringSchedulingIgnoredDuringExecution:
                    - {weight: 1, preference: {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [node-2]}]}}
              containers: [{name: app, image: shop/team}]
        """
      And I run "kubectl taint node node-2 upkeep=:NoSchedule"
      And I run "kubectl apply -f team.yaml"
      And containers of image "shop/team" use 200Mi of memory
      And within 30 seconds deployment "team" has 1 ready replica
      And I run "kubectl taint node node-2 upkeep-"
      When the memory of node "node-1" fills up to 99%
      Then within 15 seconds there is 1 Failed pod with label "app=team"
      And within 10 seconds there is 1 Running pod on node "node-2"
      And for the next 1 hour there is 1 Failed pod on node "node-1"

  Rule: What an evicted pod shows, by release

    Scenario Outline: In <version>
      Given a cluster running Kubernetes <version> with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And containers of image "shop/greedy" use 100Mi of memory, 100Mi more each minute
      And I run "kubectl run greedy --image=shop/greedy"
      And within 20 seconds pod "greedy" is Running
      When 10 minutes pass
      Then {.status.phase} of pod "greedy" is "Failed"
      And {.status.message} of pod "greedy" contains "<message>"
      When I run "kubectl get pod greedy"
      Then it prints "<status>"

      Examples:
        | version | status    | message                                                                                |
        | 1.20    | Evicted   | The node was low on resource: memory. Container greedy was using                       |
        | 1.23    | Completed | The node was low on resource: memory. Container greedy was using                       |
        | 1.30    | Completed | The node was low on resource: memory. Threshold quantity: 100Mi, available:            |

  Rule: Processes may run out as well

    Scenario: The pod of the least importance that has the most of them goes
      Given a cluster with 1 node
      And every kubelet is configured with:
        """
        evictionHard: {pid.available: 10%}
        """
      And containers of image "shop/forks" run 500 processes
      When I run:
        """
        kubectl run forks --image=shop/forks
        kubectl run calm --image=nginx
        """
      And within 20 seconds pod "calm" is Running
      And within 20 seconds pod "forks" is Running
      And the process table of node "node-1" fills up to 91%
      Then within 15 seconds pod "forks" has failed
      And {.status.message} of pod "forks" contains "The node was low on resource: pids."
      And within 10 seconds node "node-1" reports PIDPressure True with reason "KubeletHasInsufficientPID"
      And event "NodeHasInsufficientPID" is recorded for node "node-1"
      And within 1 second {.spec.taints[0].key} of node "node-1" is "node.kubernetes.io/pid-pressure"
