@N07
Feature: Services and pods have names

  https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/

  Background:
    Given a cluster with 2 nodes
    And the file "client.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec:
        containers: [{name: main, image: "busybox:1.28", command: [sleep, "3600"]}]
      """
    And I run "kubectl apply -f client.yaml"
    And within 10 seconds pod "client" is Ready

  Rule: The API server has a name in every cluster

    Scenario: kubernetes.default
      When I run "kubectl exec client -- nslookup kubernetes.default"
      Then it prints:
        """
        Server:    10.96.0.10
        Address 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local

        Name:      kubernetes.default
        Address 1: 10.96.0.1 kubernetes.default.svc.cluster.local
        """

  Rule: A short name is looked for in the pod's own namespace first

    Scenario Outline: <name>
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.96.7.7, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: other, namespace: kube-public}
        spec: {clusterIP: 10.96.7.8, ports: [{port: 80}]}
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "kubectl exec client -- nslookup <name>"
      Then it prints "<answer>"

      Examples:
        | name                                  | answer                |
        | web                                   | Address 1: 10.96.7.7  |
        | web.default                           | Address 1: 10.96.7.7  |
        | web.default.svc                       | Address 1: 10.96.7.7  |
        | web.default.svc.cluster.local         | Address 1: 10.96.7.7  |
        | other.kube-public                     | Address 1: 10.96.7.8  |
        | 10-244-1-9.default.pod.cluster.local  | Address 1: 10.244.1.9 |

    Scenario: A Service of another namespace is not found by its name alone
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: other, namespace: kube-public}
        spec: {clusterIP: 10.96.7.8, ports: [{port: 80}]}
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "kubectl exec client -- nslookup other"
      Then the command fails with "can't resolve 'other'"

  Rule: Names outside of the cluster are unknown

    Scenario: example.com
      When I run "kubectl exec client -- nslookup example.com"
      Then the command fails with "can't resolve 'example.com'"

  @W08
  Rule: A headless Service is the addresses of its ready pods, and each with a host name has a name

    Scenario: The pods of a StatefulSet find each other
      Given the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: nginx}
        spec: {clusterIP: None, selector: {app: nginx}, ports: [{port: 80, name: web}]}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          serviceName: nginx
          replicas: 2
          selector: {matchLabels: {app: nginx}}
          template:
            metadata: {labels: {app: nginx}}
            spec: {containers: [{name: nginx, image: nginx, ports: [{containerPort: 80, name: web}]}]}
        """
      And I run "kubectl apply -f web.yaml"
      And within 1 minute statefulset "web" has 2 ready replicas
      And 5 seconds pass
      When I run:
        """
        kubectl exec web-0 -- sh -c 'echo $(hostname) > /usr/share/nginx/html/index.html'
        kubectl exec web-1 -- sh -c 'echo $(hostname) > /usr/share/nginx/html/index.html'
        kubectl exec client -- wget -qO- web-1.nginx
        """
      Then it prints "web-1"
      When I run "kubectl exec client -- sh -c 'nslookup nginx | grep -c nginx.default.svc.cluster.local'"
      Then it prints "2"
      When I run "kubectl exec client -- nslookup web-0.nginx"
      Then it prints "web-0.nginx.default.svc.cluster.local"

    Scenario: With nobody ready behind it there is no such name
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: nobody}
        spec: {clusterIP: None, selector: {app: nobody}, ports: [{port: 80}]}
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "kubectl exec client -- nslookup nobody"
      Then the command fails with "can't resolve 'nobody'"

  Rule: A pod may bring a resolver of its own

    Scenario: Under dnsPolicy Default the cluster's names are unknown
      Given the file "default.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: plain}
        spec:
          dnsPolicy: Default
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      And I run "kubectl apply -f default.yaml"
      And within 10 seconds pod "plain" is Ready
      When I run "kubectl exec plain -- nslookup kubernetes.default.svc.cluster.local"
      Then the command fails with "can't resolve"

    Scenario: Its own search domain
      Given the file "own.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: own}
        spec:
          dnsPolicy: None
          dnsConfig: {nameservers: [10.96.0.10], searches: [default.svc.cluster.local]}
          containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
        """
      And I run "kubectl apply -f own.yaml"
      And within 10 seconds pod "own" is Ready
      When I run "kubectl exec own -- nslookup kubernetes"
      Then it prints "Address 1: 10.96.0.1"

  Rule: The DNS server does not remember what it answered about the cluster

    Scenario: A Service is made just after somebody asked for it
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: late}
        spec: {clusterIP: 10.96.7.9, ports: [{port: 80}]}
        """
      When I run "kubectl exec client -- nslookup late"
      Then the command fails
      When I run "kubectl apply -f service.yaml"
      And 1 second passes
      And I run "kubectl exec client -- nslookup late"
      Then it prints "Address 1: 10.96.7.9"
