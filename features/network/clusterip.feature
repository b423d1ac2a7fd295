@N04
Feature: A Service is one address for all ready pods behind it

  https://kubernetes.io/docs/concepts/services-networking/service/

  Background:
    Given a cluster with 2 nodes

  Rule: Only Running and ready pods are behind it

    Scenario: Not the one that is not ready, not the one that has ended
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: hostnames}
        spec: {selector: {app: hostnames}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: good, labels: {app: hostnames}}
        spec: {containers: [{name: main, image: serve_hostname}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: not-ready, labels: {app: hostnames}}
        spec: {containers: [{name: main, image: serve_hostname, readinessProbe: {tcpSocket: {port: 1}}}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: ended, labels: {app: hostnames}}
        spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: ["true"]}]}
        """
      When I run "kubectl apply -f pods.yaml"
      And 1 minute passes
      Then service "hostnames" has 1 ready endpoint
      And service "hostnames" has 1 not ready endpoint
      And {.subsets[0].addresses[*].targetRef.name} of endpoints "hostnames" is "good"
      And {.subsets[0].notReadyAddresses[*].targetRef.name} of endpoints "hostnames" is "not-ready"

    Scenario: Pods of the same labels in another namespace are not behind it
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: elsewhere, namespace: kube-public, labels: {app: web}}
        spec: {containers: [{name: main, image: nginx}]}
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 10 seconds pod "elsewhere" in namespace "kube-public" is Ready
      And for the next 1 minute service "web" has 0 ready endpoints

  Rule: Several ports have names, and a named target port is found in each pod

    Scenario: http is 8080 in the one and 9090 in the other
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: mixed}
        spec:
          selector: {app: mixed}
          ports: [{name: web, port: 80, targetPort: http}, {name: metrics, port: 9100, targetPort: 9100}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: old, labels: {app: mixed}}
        spec: {containers: [{name: main, image: "shop/old:1", ports: [{name: http, containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: new, labels: {app: mixed}}
        spec: {containers: [{name: main, image: "shop/new:1", ports: [{name: http, containerPort: 9090}]}]}
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 10 seconds service "mixed" has 2 ready endpoints
      And {.subsets[*].ports[?(@.name=="web")].port} of endpoints "mixed" contains "8080"
      And {.subsets[*].ports[?(@.name=="web")].port} of endpoints "mixed" contains "9090"

    Scenario: Two ports without names are refused
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: nameless}
        spec: {ports: [{port: 80}, {port: 443}]}
        """
      When I run "kubectl apply -f service.yaml"
      Then the command fails with "spec.ports[0].name: Required value"
      And the command fails with "spec.ports[1].name: Required value"

  Rule: A headless Service has no address of its own

    Scenario: clusterIP None
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: bsp-service, labels: {app: bsp-service}}
        spec: {clusterIP: None, selector: {app: bsp}, ports: [{port: 80, name: bsp-web}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: bsp, labels: {app: bsp}}
        spec: {containers: [{name: bsp, image: "192.168.111.1:5000/bsp:1.0", ports: [{containerPort: 80}]}]}
        """
      When I run "kubectl apply -f pods.yaml"
      Then within 10 seconds service "bsp-service" has 1 ready endpoint
      When I run "kubectl get service bsp-service"
      Then it prints:
        """
        NAME          TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
        bsp-service   ClusterIP   None         <none>        80/TCP    <any>
        """

  Rule: Requests go to one pod after the other, or always to the same one

    Scenario: Four requests, two pods
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: hostnames}
        spec: {selector: {app: hostnames}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: hostnames}
        spec:
          replicas: 2
          selector: {matchLabels: {app: hostnames}}
          template:
            metadata: {labels: {app: hostnames}}
            spec: {containers: [{name: main, image: serve_hostname}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec: {containers: [{name: main, image: busybox, command: [sleep, "3600"]}]}
        """
      And I run "kubectl apply -f pods.yaml"
      And within 10 seconds service "hostnames" has 2 ready endpoints
      And within 10 seconds pod "client" is Ready
      And 2 seconds pass
      When I run "kubectl exec client -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do wget -qO- hostnames; echo; done | sort -u | wc -l'"
      Then it prints "2"
      When I run "kubectl patch service hostnames -p 'spec: {sessionAffinity: ClientIP}'"
      And 5 seconds pass
      And I run "kubectl exec client -- sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do wget -qO- hostnames; echo; done | sort -u | wc -l'"
      Then it prints "1"
