@P05
Feature: Readiness probes take pods out of their services, and back in

  A pod that is not ready keeps running; it only gets no requests.
  https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe

  Rule: A pod counts as an endpoint only while it is ready

    Scenario: One of two pods gets into trouble and recovers
      The probe runs every 2 seconds and gives up after 2 failures: at most 4 seconds of trouble, and one period back.

      Given a cluster with 2 nodes
      And the manifests in "manifests/readiness"
      And within 15 seconds service "web" has 2 ready endpoints
      When I run "kubectl exec web-0 -- rm /tmp/ready"
      Then within 5 seconds service "web" has 1 ready endpoint
      And within 1 second statefulset "web" has 1 ready replica
      And for the next 5 minutes service "web" has 1 ready endpoint
      When I run "kubectl exec web-0 -- touch /tmp/ready"
      Then within 3 seconds service "web" has 2 ready endpoints
      And throughout pod "web-0" has restarted 0 times

    Scenario: The pod that is out is listed among the addresses that are not ready
      Given a cluster with 2 nodes
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: waiting}
        spec:
          selector: {app: waiting}
          ports: [{port: 80}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: waiting, labels: {app: waiting}}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              readinessProbe: {exec: {command: [cat, /tmp/ready]}}
        """
      When I run "kubectl apply -f pod.yaml"
      And 1 minute passes
      Then pod "waiting" is Running
      And pod "waiting" is never Ready
      And throughout service "waiting" has 0 ready endpoints
      When I run "kubectl get endpoints waiting -o jsonpath='{.subsets[0].notReadyAddresses[0].targetRef.name}'"
      Then it prints "waiting"
      When I run "kubectl get pod waiting"
      Then it prints "0/1     Running"

  Rule: Readiness never restarts anything

    Scenario: Three hours out of service and not one restart
      Given a cluster with 2 nodes
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: never-ready}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "86400"]
              readinessProbe: {tcpSocket: {port: 8080}}
        """
      When I run "kubectl apply -f pod.yaml"
      And 3 hours pass
      Then pod "never-ready" has restarted 0 times
      And pod "never-ready" is Running
      And pod "never-ready" is never Ready

  Rule: A success threshold above 1 makes the way back slower

    Newer releases ask a pod that is not ready more often than its period says; 1.20 keeps to it.

    Scenario: Three good answers in a row, ten seconds apart
      Given a cluster running Kubernetes 1.20 with 2 nodes
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: careful}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "86400"]
              readinessProbe: {exec: {command: ["true"]}, successThreshold: 3, periodSeconds: 10}
        """
      When I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "careful" is Running
      Then for the next 20 seconds pod "careful" is not Ready
      And within 11 seconds pod "careful" is Ready
