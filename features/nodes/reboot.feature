@F07 @S07
Feature: A machine goes down and comes up

  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-sandbox-creation

  Rule: A reboot ends every container; the kubelet starts them again in place, by the pod's policy

    Background:
      Given a cluster with 1 node
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: web, image: nginx}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: once}
        spec:
          restartPolicy: Never
          containers: [{name: task, image: busybox, command: [sleep, "7200"]}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: notes}
        spec:
          containers:
            - name: writer
              image: busybox
              command: [sh, -c, "echo run >> /disk/runs; echo run >> /memory/runs; sleep 7200"]
              volumeMounts: [{name: disk, mountPath: /disk}, {name: memory, mountPath: /memory}]
          volumes: [{name: disk, emptyDir: {}}, {name: memory, emptyDir: {medium: Memory}}]
        """
      And I run "kubectl apply -f pods.yaml"
      And within 30 seconds pod "web" is Running
      And within 30 seconds pod "once" is Running
      And within 30 seconds pod "notes" is Running
      When node "node-1" reboots
      And 90 seconds pass

    Scenario: The pod is the same, its container is another run
      Then pod "web" is Running
      And pod "web" has restarted 1 time
      And {.status.containerStatuses[0].lastState.terminated.exitCode} of pod "web" is "255"
      And {.status.containerStatuses[0].lastState.terminated.reason} of pod "web" is "Unknown"
      And event "SandboxChanged" is recorded for pod "web"

    Scenario: A pod that is never restarted has failed
      Then pod "once" has failed
      And container "task" of pod "once" has exited with code 255
      And pod "once" has restarted 0 times

    Scenario: What an emptyDir had on disk is still there, what it had in memory is not
      When I run "kubectl exec notes -- cat /disk/runs"
      Then it prints:
        """
        run
        run
        """
      When I run "kubectl exec notes -- cat /memory/runs"
      Then it prints:
        """
        run
        """

    Scenario: The node says that it was rebooted
      Then node "node-1" is Ready
      And event "Rebooted" is recorded for node "node-1"
      And event "Starting" is recorded for node "node-1"

  Rule: The control plane hears of a short reboot only afterwards

    Scenario: Half a minute is within the grace period
      Given a cluster with 2 nodes
      And I run "kubectl create deployment web --image=nginx --replicas=2"
      And within 30 seconds the rollout of deployment "web" is complete
      When node "node-2" reboots
      Then for the next 2 minutes node "node-2" is Ready
      And there are 2 pods of deployment "web"
      And within 30 seconds deployment "web" has 2 available replicas

  Rule: A node that leaves takes its pods with it

    @W07 @S09
    Scenario: A machine is taken out of the cluster for good
      Given a cluster with 3 nodes
      And the manifests in "manifests/agent.yaml"
      And I run "kubectl create deployment web --image=nginx --replicas=3"
      And within 30 seconds the rollout of deployment "web" is complete
      And within 30 seconds daemonset "agent" has 3 available pods
      When node "node-3" leaves
      Then node "node-3" does not exist
      # The garbage collector of pods waits 40 seconds: the node might be back. Until then they are on record as running.
      And for the next 39 seconds there are 3 pods of daemonset "agent"
      And within 25 seconds there are 2 pods of daemonset "agent"
      And within 30 seconds deployment "web" has 3 available replicas
      When I run "kubectl get pods -o wide"
      Then it does not print "node-3"

    @W07
    Scenario: A machine joins, and gets the DaemonSet's pod
      Given a cluster with 1 node
      And the manifests in "manifests/agent.yaml"
      And within 30 seconds daemonset "agent" has 1 available pod
      When node "node-2" joins
      Then within 30 seconds daemonset "agent" has 2 available pods
      And there is 1 pod on node "node-2"

    Scenario: A Node that somebody deleted registers again with the next start of its kubelet
      Given a cluster with 2 nodes
      When I run "kubectl delete node node-2"
      Then for the next 10 minutes node "node-2" does not exist
      When the kubelet of node "node-2" stops
      And the kubelet of node "node-2" starts again
      Then within 10 seconds node "node-2" is Ready
