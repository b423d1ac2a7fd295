@F07 @S07
Feature: A part of a node's network is gone

  Rule: Without the API server a kubelet works on with what it knows

    Background:
      Given a cluster with 2 nodes
      And I run:
        """
        kubectl create deployment web --image=nginx --port=80 --replicas=2
        kubectl expose deployment web --port=80
        """
      And within 30 seconds the rollout of deployment "web" is complete
      When node "node-2" loses its network to the API server

    Scenario: The node is given up, but its pod still answers
      Then within 1 minute node "node-2" is NotReady
      And within 5 seconds service "web" has 1 ready endpoint
      And within 6 minutes there is 1 Terminating pod of deployment "web"
      And within 10 seconds deployment "web" has 2 available replicas
      And for the next 1 hour there are 3 pods of deployment "web"

    Scenario: The pods that were given up end when it is back
      When 10 minutes pass
      Then there are 3 pods of deployment "web"
      When node "node-2" has its network to the API server back
      Then within 1 minute there are 2 pods of deployment "web"
      And within 10 seconds node "node-2" is Ready

    Scenario: Back within a minute, nobody has noticed
      When 25 seconds pass
      And node "node-2" has its network to the API server back
      Then for the next 10 minutes node "node-2" is Ready
      And there are 2 pods of deployment "web"

  Rule: Probes and restarts need no API server

    Scenario: A container crashes behind the partition, and is known to have been restarted afterwards
      Given a cluster with 1 node
      And I run "kubectl run web --image=nginx"
      And within 10 seconds pod "web" is Running
      When node "node-1" loses its network to the API server
      And container "web" of pod "web" crashes with code 7
      And 20 seconds pass
      Then pod "web" has restarted 0 times
      When I run "kubectl logs web"
      Then the command fails with "i/o timeout"
      When node "node-1" has its network to the API server back
      Then within 1 second pod "web" has restarted 1 time
      And {.status.containerStatuses[0].lastState.terminated.exitCode} of pod "web" is "7"

    Scenario: A kubelet that starts behind the partition knows no pods, and lets run what runs
      Given a cluster with 1 node
      And I run "kubectl run web --image=nginx"
      And within 10 seconds pod "web" is Running
      When node "node-1" loses its network to the API server
      And the kubelet of node "node-1" stops
      And the kubelet of node "node-1" starts again
      And container "web" of pod "web" crashes
      And 1 minute passes
      When node "node-1" has its network to the API server back
      Then within 10 seconds node "node-1" is Ready
      And within 10 seconds pod "web" has restarted 1 time
      And for the next 10 minutes pod "web" is Ready
      And event "Starting" is recorded for node "node-1"

  Rule: Without other nodes the node is Ready, and its pods are alone

    Scenario: A client gets answers from the Service's pod on its own node only
      Given a cluster with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
        """
      And the file "client.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec:
          nodeSelector: {kubernetes.io/hostname: node-1}
          containers: [{name: client, image: busybox, command: [sleep, "7200"]}]
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds daemonset "web" has 2 available pods
      And I run "kubectl apply -f client.yaml"
      And within 30 seconds pod "client" is Running
      When I run:
        """
        kubectl exec client -- wget -q -T 2 -O /dev/null http://10.244.1.2
        kubectl exec client -- wget -q -T 2 -O /dev/null http://10.244.2.2
        """
      Then the command succeeds
      When node "node-1" loses its network to other nodes
      And I run "kubectl exec client -- wget -q -T 2 -O /dev/null http://10.244.1.2"
      Then the command succeeds
      When I run "kubectl exec client -- wget -q -T 2 -O /dev/null http://10.244.2.2"
      Then the command fails with "download timed out"
      And for the next 1 hour node "node-1" is Ready
      When node "node-1" has its network to other nodes back
      And I run "kubectl exec client -- wget -q -T 2 -O /dev/null http://10.244.2.2"
      Then the command succeeds
