@N04
Feature: A client may be sent to the same pod again, for a while

  https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity

  Rule: In either mode of kube-proxy, as long as it comes back in time

    Scenario Outline: <mode>
      Given a cluster with 2 nodes
      And kube-proxy is configured with:
        """
        mode: <mode>
        """
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          clusterIP: 10.96.1.2
          sessionAffinity: ClientIP
          sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
          selector: {app: web}
          ports: [{port: 80, targetPort: 9376}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 4
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: main, image: serve_hostname}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec: {nodeName: node-1, containers: [{name: main, image: busybox, command: [sleep, "3600"]}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 20 seconds service "web" has 4 ready endpoints
      And within 20 seconds pod "client" is Ready
      And 3 seconds pass
      When I run "kubectl exec client -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do wget -qO- 10.96.1.2; echo; sleep 55; done | sort -u | wc -l'"
      Then it prints "1"
      When I run "kubectl exec client -- sh -c 'for i in $(seq 40); do wget -qO- 10.96.1.2; echo; sleep 65; done | sort -u | wc -l'"
      Then it prints "<pods>"

      Examples:
        | mode     | pods |
        | iptables | 4    |
        | ipvs     | 4    |

    Scenario: The timeout is three hours unless the Service says otherwise, and a day at most
      Given a cluster
      And I run "kubectl create service clusterip web --tcp=80"
      When I run "kubectl patch service web -p 'spec: {sessionAffinity: ClientIP}'"
      Then {.spec.sessionAffinityConfig.clientIP.timeoutSeconds} of service "web" is "10800"
      When I run "kubectl patch service web -p 'spec: {sessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}}'"
      Then the command fails with "spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400"

  Rule: When its pod is gone the client goes to another, and stays there

    Scenario: The pod is deleted
      Given a cluster with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.96.1.2, sessionAffinity: ClientIP, selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec: {nodeName: node-1, containers: [{name: main, image: serve_hostname}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 20 seconds pod "one" is Ready
      And 3 seconds pass
      When I run "curl -s 10.96.1.2" on node "node-2"
      Then it prints "one"
      When I run "kubectl run two --image=serve_hostname --labels=app=web"
      And within 20 seconds service "web" has 2 ready endpoints
      And 3 seconds pass
      And I run "for i in 1 2 3 4 5; do curl -s 10.96.1.2; echo; done | sort -u" on node "node-2"
      Then it prints:
        """
        one
        """
      When I run "kubectl delete pod one --force --grace-period=0"
      And 3 seconds pass
      And I run "curl -s 10.96.1.2" on node "node-2"
      Then it prints "two"

  Rule: internalTrafficPolicy Local keeps connections of pods on their node

    Background:
      Given a cluster with 2 nodes
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: NodePort
          clusterIP: 10.96.1.2
          internalTrafficPolicy: Local
          selector: {app: web}
          ports: [{port: 80, targetPort: 9376, nodePort: 30080}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec: {nodeName: node-1, containers: [{name: main, image: serve_hostname}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec: {nodeName: node-2, containers: [{name: main, image: busybox, command: [sleep, "3600"]}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 20 seconds service "web" has 1 ready endpoint
      And within 20 seconds pod "client" is Ready
      And 3 seconds pass

    Scenario: A node without a pod of the Service answers nothing, though others have one
      When I run "kubectl exec client -- wget -T 2 -qO- 10.96.1.2"
      Then the command fails with "wget: download timed out"
      When I run "curl -s 10.96.1.2" on node "node-1"
      Then it prints "one"
      When I run "iptables-save -t filter | grep 10.96.1.2" on node "node-2"
      Then it prints '-m comment --comment "default/web has no local endpoints" -m tcp --dport 80 -j DROP'

    Scenario: What comes from outside is let be
      When I run "curl -s http://192.0.2.2:30080"
      Then it prints "one"

    Scenario: With nobody ready at all it is refused
      When I run "kubectl delete pod one --force --grace-period=0"
      And 3 seconds pass
      And I run "kubectl exec client -- wget -T 2 -qO- 10.96.1.2"
      Then the command fails with "Connection refused"
