@N11
Feature: A pod reaches itself through its own Service where its bridge sends packets back

  https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#a-pod-fails-to-reach-itself-via-the-service-ip

  Rule: The network plugin sets hairpin mode on the bridge of each node

    Background:
      Given a cluster with 2 nodes
      And the network plugin "flannel"
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec: {nodeName: node-1, containers: [{name: main, image: serve_hostname}, {name: shell, image: busybox, command: [sleep, "3600"]}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 20 seconds service "web" has 1 ready endpoint
      And 3 seconds pass

    Scenario: It works
      When I run "kubectl exec one -c shell -- wget -T 2 -qO- web"
      Then it prints "one"
      When I run 'for d in /sys/devices/virtual/net/cni0/brif/veth*/hairpin_mode; do echo "$d = $(cat $d)"; done; wget -qO- http://10.244.1.2:9376' on node "node-1"
      Then it prints:
        """
        /sys/devices/virtual/net/cni0/brif/veth…/hairpin_mode = 1
        one
        """

  Rule: Without it the packets never come back, and only those

    Background:
      Given a cluster with 2 nodes
      And the network plugin "flannel" without hairpin mode
      And the file "neighbour.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: neighbour}
        spec: {nodeName: node-1, containers: [{name: main, image: busybox, command: [sleep, "3600"]}]}
        """
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec: {nodeName: node-1, containers: [{name: main, image: serve_hostname}, {name: shell, image: busybox, command: [sleep, "3600"]}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 20 seconds service "web" has 1 ready endpoint
      And 3 seconds pass

    Scenario: The pod waits for itself in vain
      When I run "kubectl exec one -c shell -- wget -T 2 -qO- web"
      Then the command fails with "wget: download timed out"
      When I run "kubectl exec one -c shell -- wget -T 2 -qO- 10.244.1.2:9376"
      Then it prints "one"

    Scenario: Its neighbour on the node does not
      Given I run "kubectl apply -f neighbour.yaml"
      And within 20 seconds pod "neighbour" is Ready
      When I run "kubectl exec neighbour -- wget -T 2 -qO- web"
      Then it prints "one"

    @N12
    Scenario: Whoever asks why is told so
      Given I run "kubectl apply -f neighbour.yaml"
      And within 20 seconds pod "neighbour" is Ready
      Then service "web" can be reached from pod "neighbour"
      And service "web" cannot be reached from pod "one" because hairpin mode is off
      And explain why service "web" cannot be reached from pod "one"
      When I run "kubectl run second --labels=app=web --image=serve_hostname --overrides='{\"spec\":{\"nodeName\":\"node-2\"}}'"
      And within 20 seconds service "web" has 2 ready endpoints
      And 3 seconds pass
      Then 'service "web" can be reached from pod "one"' fails, saying:
        """
        found    1 of 2 ends take connections
        because  Service default/web is out of reach: hairpin mode is off: 10.244.1.2:9376 is the pod itself
        """

    Scenario: With a second pod half of its requests get lost
      When I run "kubectl run second --labels=app=web --image=serve_hostname --overrides='{\"spec\":{\"nodeName\":\"node-2\"}}'"
      And within 20 seconds service "web" has 2 ready endpoints
      And 3 seconds pass
      And I run "kubectl exec one -c shell -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do wget -T 1 -qO- web || echo lost; echo; done | sort -u'"
      Then it prints "lost"
      And it prints "second"

  Rule: Until 1.23 the kubelet had the say

    Scenario Outline: <mode>
      Given a cluster running Kubernetes 1.20 with 1 node
      And the network plugin "flannel"
      And every kubelet is configured with:
        """
        hairpinMode: <mode>
        """
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec: {containers: [{name: main, image: serve_hostname}, {name: shell, image: busybox, command: [sleep, "3600"]}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 20 seconds service "web" has 1 ready endpoint
      And 3 seconds pass
      When I run "kubectl exec one -c shell -- sh -c 'wget -T 2 -qO- web || echo lost'"
      Then it prints "<answer>"
      When I run "ifconfig cni0 | grep -c PROMISC" on node "node-1"
      Then it prints "<promiscuous>"
      When I run "cat /sys/devices/virtual/net/cni0/brif/veth*/hairpin_mode; ifconfig cni0 | grep RUNNING" on node "node-1"
      Then it prints:
        """
        <flag>
        …
        """

      Examples:
        | mode               | answer | promiscuous | flag |
        | hairpin-veth       | one    | 0           | 1    |
        | promiscuous-bridge | one    | 1           | 0    |
        | none               | lost   | 0           | 0    |
