@P17
Feature: Processors that a container has to itself

  https://kubernetes.io/docs/tasks/administer-cluster/cpu-management-policies/

  Rule: The static policy gives them to Guaranteed pods that ask for whole ones

    Background:
      Given a cluster with nodes:
        | name   | cpu | memory |
        | node-1 | 8   | 8Gi    |
      And every kubelet is configured with:
        """
        cpuManagerPolicy: static
        systemReserved: {cpu: 500m}
        """
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: shared}
        spec:
          containers: [{name: app, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: pinned}
        spec:
          containers: [{name: app, image: nginx, resources: {limits: {cpu: 3, memory: 1Gi}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: part}
        spec:
          containers: [{name: app, image: nginx, resources: {limits: {cpu: 1500m, memory: 1Gi}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: burst}
        spec:
          containers: [{name: app, image: nginx, resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 2, memory: 1Gi}}}]
        """
      When I run "kubectl apply -f pods.yaml"
      And within 30 seconds pod "burst" is Running
      And within 30 seconds pod "pinned" is Running
      And within 30 seconds pod "part" is Running
      And within 30 seconds pod "shared" is Running

    Scenario: Three of its own, and nobody else's any more
      Then file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "pinned" is "1-3"
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "part" is "0,4-7"
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "burst" is "0,4-7"
      # One that ran before is moved within ten seconds.
      And within 15 seconds file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "shared" is "0,4-7"
      And {.status.allocatable.cpu} of node "node-1" is "7500m"

    Scenario: They come back when the pod is over, and the reserved ones are never given out
      When I run "kubectl delete pod pinned"
      Then within 15 seconds file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "shared" is "0-7"
      Given the file "next.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: next}
        spec:
          initContainers:
            - {name: load, image: busybox, command: [sh, -c, "cat /sys/fs/cgroup/cpuset.cpus.effective"], resources: {limits: {cpu: 2, memory: 1Gi}}}
          containers:
            - {name: app, image: nginx, resources: {limits: {cpu: 4, memory: 1Gi}}}
            - {name: side, image: my/side, resources: {limits: {cpu: 500m, memory: 1Gi}}}
        """
      When I run "kubectl apply -f next.yaml"
      Then within 20 seconds pod "next" is Running
      # Those of the init container are used again.
      And container "load" of pod "next" has logged "1-2"
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of container "app" of pod "next" is "1-4"
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of container "side" of pod "next" is "0,5-7"

    Scenario: A container that is started again has the same ones
      When container "app" of pod "pinned" crashes
      Then within 20 seconds container "app" of pod "pinned" has restarted once
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "pinned" is "1-3"

    Scenario: And so it has when another kubelet takes over
      When the kubelet of node "node-1" stops
      And the kubelet of node "node-1" starts again
      And container "app" of pod "pinned" crashes
      Then within 20 seconds container "app" of pod "pinned" has restarted once
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "pinned" is "1-3"

  Rule: Without that policy all share all

    Scenario: The default
      Given a cluster with nodes:
        | name   | cpu |
        | node-1 | 8   |
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pinned}
        spec:
          containers: [{name: app, image: nginx, resources: {limits: {cpu: 3, memory: 1Gi}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 20 seconds pod "pinned" is Running
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "pinned" does not exist

  Rule: Two threads of a core go together

    Background:
      Given a cluster with nodes:
        | name   | cpu | threads per core | sockets |
        | node-1 | 16  | 2                | 2       |
      And every kubelet is configured with:
        """
        cpuManagerPolicy: static
        cpuManagerPolicyOptions: {full-pcpus-only: "true"}
        reservedSystemCPUs: "0,8"
        """

    Scenario: Whole cores, and whole sockets for those that need as many
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pair}
        spec:
          containers: [{name: app, image: nginx, resources: {limits: {cpu: 2, memory: 1Gi}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: socket}
        spec:
          containers: [{name: app, image: nginx, resources: {limits: {cpu: 8, memory: 1Gi}}}]
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 20 seconds pod "socket" is Running
      And within 20 seconds pod "pair" is Running
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "pair" is "1,9"
      And file "/sys/fs/cgroup/cpuset.cpus.effective" of pod "socket" is "4-7,12-15"
      And {.status.allocatable.cpu} of node "node-1" is "14"

    Scenario: Half a core is refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: odd}
        spec:
          containers: [{name: app, image: nginx, resources: {limits: {cpu: 3, memory: 1Gi}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds pod "odd" has failed
      And {.status.reason} of pod "odd" is "SMTAlignmentError"
      And {.status.message} of pod "odd" is "Pod was rejected: SMT Alignment Error: requested 3 cpus not multiple cpus per core = 2"
      And event "SMTAlignmentError" is recorded for pod "odd"

  Rule: Who passes the scheduler by may ask for more than there are

    Scenario: The kubelet cannot give them
      Given a cluster with nodes:
        | name   | cpu |
        | node-1 | 4   |
      And every kubelet is configured with:
        """
        cpuManagerPolicy: static
        kubeReserved: {cpu: "1"}
        """
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: large}
        spec:
          nodeName: node-1
          containers: [{name: app, image: nginx, resources: {limits: {cpu: 4, memory: 1Gi}}}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 5 seconds pod "large" has failed
      And {.status.reason} of pod "large" is "UnexpectedAdmissionError"
      And {.status.message} of pod "large" contains "Allocate failed due to not enough cpus available to satisfy request"
