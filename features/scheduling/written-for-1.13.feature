Feature: Pods that choose their node, as they were written for Kubernetes 1.13

  Rule: Labels, names and taints

    Background:
      Given a cluster running Kubernetes 1.13 with nodes:
        | name   | labels               |
        | node-1 |                      |
        | node-2 | disktype=ssd         |
        | node-3 |                      |
        | node-4 | metadata.name=node-3 |

    @S01
    Scenario: The label decides, and no other node will do
      Given the manifests in "manifests/choosy/by-label.yaml"
      Then within 10 seconds pod "on-fast-disk" is on node "node-2"

    @S01
    Scenario: metadata.name among expressions is a label, and not the name of a node
      Given the manifests in "manifests/choosy/by-affinity.yaml"
      Then within 10 seconds pod "by-affinity" is on node "node-4"

    @S02
    Scenario: A cordoned node takes the pod that tolerates it, and no other
      When I run:
        """
        kubectl cordon node-1
        kubectl cordon node-2
        kubectl cordon node-3
        kubectl cordon node-4
        """
      And the manifests in "manifests/choosy"
      Then within 10 seconds pod "tolerant" is Ready
      And for the next 10 minutes pod "on-fast-disk" is Pending
      And pod "by-affinity" is Pending
      When I run "kubectl uncordon node-2"
      Then within 1 minute pod "on-fast-disk" is on node "node-2"

  Rule: A class of priority gives its value to the pods that name it

    @A06 @A02
    Scenario: One million for the checkout, nothing for the others
      Given a cluster running Kubernetes 1.13 with 1 node
      And the manifests in "manifests/urgent/urgent.yaml"
      And the manifests in "manifests/urgent/pod.yaml"
      When I run "kubectl run browsing --image=nginx --restart=Never"
      And 10 seconds pass
      And I run "kubectl get pods -o custom-columns=NAME:.metadata.name,PRIORITY:.spec.priority,CLASS:.spec.priorityClassName,STATUS:.status.phase"
      Then it prints:
        """
        NAME       PRIORITY   CLASS    STATUS
        browsing   0          <none>   Running
        checkout   1000000    urgent   Running
        """
      When I run "kubectl get priorityclass urgent"
      Then it prints:
        """
        NAME     VALUE     GLOBAL-DEFAULT   AGE
        urgent   1000000   false            <any>
        """

    @A05
    Scenario: More than a billion is for the system
      Given a cluster running Kubernetes 1.13 with 1 node
      And the file "too-much.yaml":
        """
        apiVersion: scheduling.k8s.io/v1beta1
        kind: PriorityClass
        metadata: {name: too-much}
        value: 1000000001
        """
      When I run "kubectl create -f too-much.yaml"
      Then the command fails with "maximum allowed value of a user defined priority is 1000000000"

    @A06
    Scenario: A pod of a class that nobody has made is refused
      Given a cluster running Kubernetes 1.13 with 1 node
      And the file "checkout.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: checkout}
        spec: {priorityClassName: urgent, containers: [{name: nginx, image: nginx}]}
        """
      When I run "kubectl create -f checkout.yaml"
      Then the command fails with "no PriorityClass with name urgent was found"
