@S05
Feature: Pods of higher priority take the room of lower ones

  https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/

  Rule: A pod that fits nowhere evicts pods of lower priority, and waits for them to end

    Background:
      Given a cluster with 2 nodes
      And the manifests in "manifests/priorities.yaml"
      And the file "low.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: low}
        spec:
          replicas: 2
          selector: {matchLabels: {app: low}}
          template:
            metadata: {labels: {app: low}}
            spec:
              priorityClassName: low
              containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        """
      And I run "kubectl apply -f low.yaml"
      And within 30 seconds deployment "low" has 2 available replicas

    Scenario: The victim ends in its own time, meanwhile the node is nominated
      Given the file "high.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: high}
        spec:
          priorityClassName: high
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        """
      When I run "kubectl apply -f high.yaml"
      Then within 2 seconds {.status.nominatedNodeName} of pod "high" contains "node-"
      And event "FailedScheduling" is recorded for pod "high" with message containing "0/2 nodes are available: 2 Insufficient cpu."
      And within 30 seconds pod "high" is Running
      When I run "kubectl get events --field-selector reason=Preempted"
      Then it prints "Preempted by "
      # What was evicted is made anew, and waits.
      And there are 2 pods of deployment "low"
      And for the next 1 hour deployment "low" has 1 available replica

    Scenario: Preemption cascades: what was evicted evicts in its turn
      Given the file "others.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: middle}
        spec:
          replicas: 2
          selector: {matchLabels: {app: middle}}
          template:
            metadata: {labels: {app: middle}}
            spec:
              priorityClassName: middle
              containers: [{name: main, image: nginx, resources: {requests: {cpu: "2"}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: highest}
        spec:
          priorityClassName: high
          nodeSelector: {kubernetes.io/hostname: node-1}
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        """
      When I run "kubectl apply -f others.yaml"
      Then within 2 minutes pod "highest" is Running
      And pod "highest" is on node "node-1"
      And within 2 minutes deployment "middle" has 2 available replicas
      And deployment "low" has 0 available replicas
      And for the next 1 hour there are 2 Pending pods of deployment "low"

    Scenario: A pod that may not preempt waits, whatever its priority
      Given the file "patient.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: patient}
        spec:
          priorityClassName: patient
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        """
      When I run "kubectl apply -f patient.yaml"
      Then for the next 1 hour pod "patient" is Pending
      And deployment "low" has 2 available replicas
      When I run "kubectl scale deployment low --replicas=1"
      Then within 30 seconds pod "patient" is Running

  Rule: Equal priorities wait for one another

    Scenario: Nobody is evicted for an equal
      Given a cluster with 1 node
      And I run "kubectl create deployment first --image=nginx"
      And I run "kubectl set resources deployment first --requests=cpu=3"
      And within 30 seconds the rollout of deployment "first" is complete
      When I run "kubectl create deployment second --image=nginx"
      And I run "kubectl set resources deployment second --requests=cpu=3"
      And 1 hour passes
      Then deployment "first" has 1 available replica
      When I run "kubectl get pods -l app=second"
      Then it prints "Pending"

  Rule: Budgets are kept where that is possible, and broken where it is not

    https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#poddisruptionbudget-is-supported-but-not-guaranteed

    Background:
      Given a cluster with 2 nodes
      And the manifests in "manifests/priorities.yaml"
      And the file "low.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: guarded, labels: {app: guarded}}
        spec:
          nodeName: node-1
          priorityClassName: low
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: free}
        spec:
          nodeName: node-2
          priorityClassName: middle
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: guarded}
        spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
        """
      And the file "high.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: high}
        spec:
          replicas: 1
          selector: {matchLabels: {app: high}}
          template:
            metadata: {labels: {app: high}}
            spec:
              priorityClassName: high
              containers: [{name: main, image: nginx, resources: {requests: {cpu: "3"}}}]
        """
      And I run "kubectl apply -f low.yaml"
      And within 30 seconds pod "guarded" is Ready
      And within 30 seconds pod "free" is Ready
      And 5 seconds pass

    Scenario: First the pod that nobody guards, though it is the more important, then the guarded one too
      When I run "kubectl apply -f high.yaml"
      Then within 1 minute deployment "high" has 1 available replica
      And pod "free" does not exist
      And pod "guarded" is Running
      When I run "kubectl scale deployment high --replicas=2"
      Then within 1 minute deployment "high" has 2 available replicas
      And pod "guarded" does not exist

  Rule: The room that preemption makes is kept for whom it was made

    Scenario: A less important pod that fits meanwhile does not slip in
      Given a cluster with 1 node
      And the manifests in "manifests/priorities.yaml"
      And the file "slow.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: slow}
        spec:
          priorityClassName: low
          containers:
            - {name: main, image: nginx, resources: {requests: {cpu: "2"}}, lifecycle: {preStop: {sleep: {seconds: 20}}}}
        """
      And the file "high.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: high}
        spec:
          priorityClassName: high
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "4"}}}]
        """
      And the file "middle.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: middle}
        spec:
          priorityClassName: middle
          containers: [{name: main, image: nginx, resources: {requests: {cpu: "1"}}}]
        """
      And I run "kubectl apply -f slow.yaml"
      And within 30 seconds pod "slow" is Ready
      When I run "kubectl apply -f high.yaml"
      Then within 2 seconds {.status.nominatedNodeName} of pod "high" is "node-1"
      When I run "kubectl apply -f middle.yaml"
      Then for the next 15 seconds pod "middle" is Pending
      And within 30 seconds pod "high" is Running
      And for the next 10 minutes pod "middle" is Pending
