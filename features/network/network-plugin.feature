@N01
Feature: Pods get addresses from a network plugin, and nodes are not ready without one

  https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/

  Rule: A node without a network plugin is not ready

    Background:
      Given a cluster with 2 nodes
      And the network plugin is not installed yet

    Scenario: The nodes tell why, and no Pod is placed there
      Then node "node-1" is not ready
      When I run "kubectl describe node node-1"
      Then it prints "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"
      And it prints "node.kubernetes.io/not-ready:NoSchedule"
      When I run "kubectl run web --image=nginx"
      And 30 seconds pass
      And I run "kubectl describe pod web"
      Then it prints "0/2 nodes are available: 2 node(s) had untolerated taint(s)."

    Scenario: What is placed there starts only in the network of the node
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: own}
        spec:
          nodeName: node-1
          tolerations: [{operator: Exists}]
          containers: [{name: main, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: host}
        spec:
          nodeName: node-1
          hostNetwork: true
          tolerations: [{operator: Exists}]
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 30 seconds pod "host" is ready
      When I run "kubectl describe pod own"
      Then it prints "Warning  NetworkNotReady"
      And it prints "network is not ready: container runtime network not ready: NetworkReady=false"
      And it prints "ContainerCreating"

    Scenario: With the plugin, nodes become ready and Pods start
      When I run "kubectl create deployment web --image=nginx --replicas=2"
      And 1 minute passes
      And I run "kubectl get deployment web"
      Then it prints "0/2"
      When the network plugin is installed
      Then within 20 seconds node "node-1" is ready
      And within 20 seconds node "node-2" is ready
      And within 30 seconds deployment "web" has 2 ready replicas

  Rule: Until 1.23 it was the dockershim that missed it

    Scenario: The message
      Given a cluster running Kubernetes 1.20 with 1 node
      And the network plugin is not installed yet
      When I run "kubectl describe node node-1"
      Then it prints "runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized"
      When the network plugin is installed
      Then within 20 seconds node "node-1" is ready
