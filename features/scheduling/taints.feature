@S02
Feature: Taints keep pods away, or send them away

  https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/

  Background:
    Given a cluster with nodes:
      | name   | taints                  |
      | plain  |                         |
      | strict | dedicated=db:NoSchedule |
      | soft   | spot=:PreferNoSchedule  |

  Rule: NoSchedule keeps out who does not tolerate it; PreferNoSchedule only as long as there is another node

    Scenario: Four pods avoid the tainted nodes, the next ones cannot
      When I run "kubectl create deployment web --image=nginx --replicas=4"
      And I run "kubectl set resources deployment web --requests=cpu=1"
      Then within 1 minute the rollout of deployment "web" is complete
      And there are 0 pods on node "strict"
      And within 1 minute there are 4 pods in namespace "default"
      When I run "kubectl scale deployment web --replicas=8"
      Then within 30 seconds deployment "web" has 8 available replicas
      And there are 4 pods on node "soft"
      And there are 0 pods on node "strict"
      When I run "kubectl scale deployment web --replicas=9"
      Then for the next 1 hour there is at most 1 Pending pod of deployment "web"
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "1 node(s) had untolerated taint"
      And there are 0 pods on node "strict"

    Scenario: A toleration opens the node, a node selector sends the pod there
      Given the file "db.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: db}
        spec:
          nodeSelector: {kubernetes.io/hostname: strict}
          tolerations: [{key: dedicated, operator: Equal, value: db, effect: NoSchedule}]
          containers: [{name: db, image: postgres}]
        """
      When I run "kubectl apply -f db.yaml"
      Then within 30 seconds pod "db" is Running

  Rule: NoExecute ends who does not tolerate it, at once or when the toleration's time is up

    Scenario: One for ever, one for a minute, one not at all
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: forever}
        spec:
          nodeName: plain
          tolerations: [{key: maintenance, operator: Exists}]
          containers: [{name: main, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: minute}
        spec:
          nodeName: plain
          tolerations: [{key: maintenance, operator: Exists, effect: NoExecute, tolerationSeconds: 60}]
          containers: [{name: main, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: never}
        spec:
          nodeName: plain
          containers: [{name: main, image: nginx}]
        """
      And I run "kubectl apply -f pods.yaml"
      And within 30 seconds pod "forever" is Running
      And within 30 seconds pod "minute" is Running
      And within 30 seconds pod "never" is Running
      When I run "kubectl taint nodes plain maintenance=now:NoExecute"
      Then within 1 second pod "never" is Terminating
      And event "TaintManagerEviction" is recorded for pod "never"
      And for the next 58 seconds pod "minute" is Running
      And within 5 seconds pod "minute" does not exist
      And for the next 1 hour pod "forever" is Running

    Scenario: The taint is taken away in time
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: minute}
        spec:
          nodeName: plain
          tolerations: [{key: maintenance, operator: Exists, effect: NoExecute, tolerationSeconds: 60}]
          containers: [{name: main, image: nginx}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 30 seconds pod "minute" is Running
      When I run "kubectl taint nodes plain maintenance=now:NoExecute"
      And 50 seconds pass
      And I run "kubectl taint nodes plain maintenance-"
      Then for the next 1 hour pod "minute" is Running
