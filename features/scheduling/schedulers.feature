@S09
Feature: Who places a pod is the pod's own choice

  https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/

  Rule: A pod waits for the scheduler that it names

    Scenario: Nobody goes by that name: Pending for ever, without a word
      Given a cluster with 2 nodes
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: own-way}
        spec:
          schedulerName: my-scheduler
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 1 hour pod "own-way" is Pending
      And never event "FailedScheduling" is recorded for pod "own-way"
      When I run "kubectl describe pod own-way"
      Then it prints "Events:"
      And it prints "<none>"

    Scenario: A second scheduler places its own pods, and the first one's stop does not matter to it
      Given a cluster with 2 nodes
      And a second scheduler "my-scheduler"
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: own-way}
        spec:
          schedulerName: my-scheduler
          containers: [{name: main, image: nginx}]
        """
      When kube-scheduler stops
      And I run "kubectl apply -f pod.yaml"
      And I run "kubectl run usual --image=nginx"
      Then within 10 seconds pod "own-way" is Running
      And event "Scheduled" is recorded for pod "own-way"
      And for the next 10 minutes pod "usual" is Pending
      When kube-scheduler starts again
      Then within 1 minute pod "usual" is Running

  Rule: One scheduler can have several profiles

    https://kubernetes.io/docs/reference/scheduling/config/#multiple-profiles

    Scenario: One fills the node that is fullest, the other takes the emptiest
      Given a cluster with nodes:
        | name  | cpu |
        | big-1 | 16  |
        | small | 4   |
        | big-2 | 16  |
      And the scheduler is configured with:
        """
        apiVersion: kubescheduler.config.k8s.io/v1
        kind: KubeSchedulerConfiguration
        profiles:
          - schedulerName: default-scheduler
          - schedulerName: packing
            pluginConfig:
              - name: NodeResourcesFit
                args: {scoringStrategy: {type: MostAllocated, resources: [{name: cpu, weight: 1}]}}
            plugins: {score: {disabled: [{name: NodeResourcesBalancedAllocation}, {name: PodTopologySpread}]}}
        """
      And the file "packed.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: packed}
        spec:
          replicas: 3
          selector: {matchLabels: {app: packed}}
          template:
            metadata: {labels: {app: packed}}
            spec:
              schedulerName: packing
              containers: [{name: web, image: nginx, resources: {requests: {cpu: "1"}}}]
        """
      When I run "kubectl apply -f packed.yaml"
      Then within 30 seconds deployment "packed" has 3 available replicas
      And there are 3 pods on node "small"
      When I run "kubectl create deployment usual --image=nginx --replicas=2"
      Then within 30 seconds deployment "usual" has 2 available replicas
      And there are 3 pods on node "small"

    Scenario: A profile without preemption leaves the others alone
      Given a cluster with 1 node
      And the scheduler is configured with:
        """
        apiVersion: kubescheduler.config.k8s.io/v1
        kind: KubeSchedulerConfiguration
        profiles:
          - plugins: {postFilter: {disabled: [{name: DefaultPreemption}]}}
        """
      And the manifests in "manifests/priorities.yaml"
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: low}
        spec:
          priorityClassName: low
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        """
      And the file "high.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: high}
        spec:
          priorityClassName: high
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        """
      When I run "kubectl apply -f pods.yaml"
      And within 30 seconds pod "low" is Running
      And I run "kubectl apply -f high.yaml"
      Then within 5 seconds event "FailedScheduling" is recorded for pod "high" with message "0/1 nodes are available: 1 Insufficient cpu."
      And for the next 1 hour pod "low" is Running
      And pod "high" is Pending
